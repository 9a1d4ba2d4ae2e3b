/** Tells whether somebody is still heard: asks now and then, and says so when nothing came since. Knows no worker. */

/** How often, in milliseconds; a worker hears it while a program runs. */
const EVERY = 5000;

export class Pulse {
  readonly #ask: () => void;
  readonly #tell: (silent: boolean) => void;
  #heard = false;
  #silent = false;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(ask: () => void, tell: (silent: boolean) => void) {
    this.#ask = ask;
    this.#tell = tell;
  }

  start(): void {
    this.#heard = true;
    this.#silent = false;
    this.#timer = setInterval(() => this.#feel(), EVERY);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#silent = false;
  }

  /** Something has come. */
  heard(): void {
    this.#heard = true;
    if (this.#silent) this.#say(false);
  }

  #feel(): void {
    if (!this.#heard && !this.#silent) this.#say(true);
    this.#heard = false;
    this.#ask();
  }

  #say(silent: boolean): void {
    this.#silent = silent;
    this.#tell(silent);
  }
}
