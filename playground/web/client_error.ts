/** Told to whoever asked the client for something. Stands alone, so that what shows it needs no worker. */

/** Why there is no answer. `message` is the engine's or the browser's own text. */
export class ClientError extends Error {
  readonly reason: "unsupported" | "load" | "unusable" | "crash" | "cancelled";
  constructor(reason: ClientError["reason"], message = "") {
    super(message || reason);
    this.reason = reason;
  }
}
