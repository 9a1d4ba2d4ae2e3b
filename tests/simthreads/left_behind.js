/**
 * Runs programs one after the other in one interpreter and says what each has left: in memory, in files, on the stacks,
 * in JavaScript's own objects. Looks at all of that by itself, whatever the engine puts back or compares.
 *
 * Is given {name: {source, spoil}}. What `spoil` does to
 * JavaScript after the run, for the test of this, must be seen: an interpreter that is used again has "kept" it. Prints
 * {name: [what differs]}; a program whose interpreter was thrown away left nothing. A difference is said of each of the
 * few programs that ran since the last look.
 */
import crypto from "node:crypto";
import vm from "node:vm";
import { answer, engine, given } from "./booted.js";

engine.seconds = 30;
const TOGETHER = 6; // programs that run between two looks, each of which costs more than a run
const SECONDARY = new Set([
  "parent",
  "mount",
  "mounted",
  "node_ops",
  "stream_ops",
  "name_next",
  "contents",
]);
const digest = (bytes) => crypto.createHash("md5").update(bytes).digest("hex");
const ZEROS = Buffer.alloc(1 << 20);

/** The same bytes, which are neither copied nor digested: there are a hundred million for each program. */
const view = (bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** @param {Buffer} bytes */
function isZero(bytes) {
  for (let at = 0; at < bytes.length; at += ZEROS.length) {
    const piece = bytes.subarray(at, at + ZEROS.length);
    if (!piece.equals(ZEROS.subarray(0, piece.length))) return false;
  }
  return true;
}

const LANGUAGE = vm
  .runInNewContext("Object.getOwnPropertyNames(globalThis)")
  .filter((name) => name !== "globalThis");

/** What the language's own objects hold. */
function language() {
  const found = new Map();
  for (const name of LANGUAGE) {
    const thing = globalThis[name];
    for (const one of [thing, thing?.prototype, thing && Object.getPrototypeOf(thing)]) {
      if (Object(one) === one) found.set(one, Object.getOwnPropertyDescriptors(one));
    }
  }
  return found;
}

function isUntampered(before) {
  for (const [one, fields] of before) {
    const now = Object.getOwnPropertyDescriptors(one);
    const names = Reflect.ownKeys({ ...now, ...fields });
    if (
      names.some((name) =>
        ["value", "get", "set"].some((part) => !Object.is(now[name]?.[part], fields[name]?.[part])),
      )
    )
      return false;
  }
  return true;
}

/** All nodes by their path, and what each says of itself. */
function tree(node, path, found) {
  const plain = Object.entries(node).filter(([name]) => !SECONDARY.has(name));
  found[path] = JSON.stringify(plain);
  if (node.contents instanceof Uint8Array)
    found[path] += digest(node.contents.subarray(0, node.usedBytes));
  else
    for (const [name, child] of Object.entries(node.contents ?? {}))
      tree(child, `${path}/${name}`, found);
  if (node.mounted) tree(node.mounted.root, `${path}//`, found);
  return found;
}

/** What Python finds by its own calls, which ask a table of names. */
function named(FS, path, found) {
  const { mode, size, ino, mtime } = FS.lstat(path);
  found[`stat ${path}`] = `${mode} ${size} ${ino} ${+mtime}`;
  if (FS.isDir(mode) && path !== "/proc") {
    for (const name of FS.readdir(path))
      if (!/^\.\.?$/.test(name)) named(FS, `${path.replace(/\/$/, "")}/${name}`, found);
  }
  return found;
}

function state({ py, memory, fibers }) {
  const { FS, _module: module } = py;
  const streams = FS.streams.map(
    (one) =>
      one && [one.fd, one.path, one.flags, one.position, one.tty?.ops?.name, Object.keys(one)],
  );
  const environment = Object.entries(process.env).join();
  return {
    ...tree(FS.root, "", {}),
    ...named(FS, "/", {}),
    streams: JSON.stringify(streams),
    folder: FS.cwd(),
    umask: `${memory.files.umask} ${process.umask()}`,
    inode: FS.nextInode,
    environment,
    zone: process.env.TZ,
    stacks: fibers.parked.size + fibers.stacks.size + fibers.regions.size,
    stack: module.stackSave(),
    table: module.wasmTable?.length,
    held: memory.files.held,
    tty: module.TTY?.ttys?.map((one) => one?.output?.length ?? 0),
    rest: isZero(view(module.HEAPU8.subarray(memory.image.size))),
  };
}

/** What is put back with every run. */
const imaged = ({ py, memory }) => view(py._module.HEAPU8.subarray(0, memory.image.size));

function started(instance) {
  instance.memory.untouched = false;
  instance.memory.restore();
  return {
    instance,
    before: state(instance),
    image: Buffer.from(imaged(instance)),
    language: language(),
  };
}

function differences({ instance, before, image, language }) {
  instance.memory.restore();
  const after = state(instance);
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  const found = [...names].filter((name) => String(before[name]) !== String(after[name]));
  if (!image.equals(imaged(instance))) found.push("memory");
  if (!isUntampered(language)) found.push("JavaScript");
  if (!instance.unchanged()) found.push("Pyodide");
  return found;
}

const programs = given();
const found = {};
let start = started(await engine.ready());

/** Whether the interpreter that ran it is used again. @param {string} name */
async function ranAndKept(name) {
  const { source, spoil } = programs[name];
  await engine.run({ source, policy: "round-robin", preempt: "call", max_steps: 300_000 });
  if (spoil) new Function("py", spoil)(engine.instance.py); // before the engine looks
  const ran = engine.instance;
  const kept = (await engine.ready()) === ran;
  if (!kept) start = started(engine.instance);
  return kept;
}

/** Runs them and looks once; those that ran before an interpreter was thrown away run again. @param {string[]} names */
async function look(names) {
  if (!names.length) return;
  for (const [at, name] of names.entries()) {
    if (await ranAndKept(name)) continue;
    found[name] = [];
    await look(names.slice(0, at));
    return look(names.slice(at + 1));
  }
  const left = differences(start);
  for (const name of names) {
    const spoilt = programs[name].spoil ? ["kept"] : [];
    found[name] = [...left, ...spoilt];
  }
}

const names = Object.keys(programs);
const together = names.some((name) => programs[name].spoil) ? 1 : TOGETHER;
for (let at = 0; at < names.length; at += together) await look(names.slice(at, at + together));
answer(found);
