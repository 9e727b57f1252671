// The server's clock as this device can know it: from the quickest of the last five round trips.

const KEPT = 5;

export class ServerTime {
  #heard = [];

  // `now` is what the server's clock showed between asking and answering (milliseconds of our own).
  heard(now, { askedAt, answeredAt }) {
    if (!now) return;
    const trip = answeredAt - askedAt;
    this.#heard = [...this.#heard, { trip, offset: Date.parse(now) + trip / 2 - answeredAt }].slice(-KEPT);
  }

  get offset() {
    if (!this.#heard.length) return 0;
    return this.#heard.reduce((best, each) => (each.trip < best.trip ? each : best)).offset;
  }

  now() {
    return Date.now() + this.offset;
  }
}
