// The page one fills in: one field of the card at a time, in the address as ?felt=D1.1.
import { commentsOf } from "../comments/comments.js";
import { answersOf } from "./answers.js";
import { arrange, el, keepingFocus, linkButton, say } from "./dom.js";
import { Groups } from "./groups.js";
import { KeptTexts } from "./kept.js";
import { presenceSentence } from "./people.js";
import { Presence } from "./presence.js";
import { progressOf } from "./progress.js";
import { FieldMenu } from "./rail.js";
import { Row } from "./row.js";
import { StatusLine } from "./status.js";
import { words } from "./words.js";

const PAGE_PATIENCE_MS = 500;
// Streamlit drops what it is told while its own connection is away, so it is asked until it answers.
const ASK_AGAIN_MS = [4_000, 8_000, 16_000];

export class Form {
  #stops = [];
  #people = [];
  #cardTimer = null;
  #againTimer = null;

  constructor(data) {
    this.answers = answersOf(data.card, data.round, data.membership);
    this.comments = commentsOf(data.card, data.round, data.membership);
    this.presence = new Presence(data.card, data.membership);
    this.menu = new FieldMenu((field) => this.go(field), (item) => this.#fieldsOf(item));
    this.status = new StatusLine((cell) => this.#goTo(cell));
    this.groups = new Groups();
    this.kept = new KeptTexts();
    this.rows = new Map();
    this.visited = new Set();
    this.driver = el("p", { class: "ed-meta ed-driver" });
    this.question = el("p", { class: "ed-meta ed-driver" });
    this.heading = el("h1", { tabindex: "-1" });
    this.progress = el("p", { class: "ed-progress" });
    this.others = el("p", { class: "ed-meta ed-presence" });
    this.proxy = el("p", { class: "ed-proxy" });
    this.loading = el("p", { class: "ed-meta" }, words.loading);
    this.ends = el("div", { class: "ed-ends" });
    this.page = el("div", { class: "ed-page" });
    this.head = el("div", { class: "ed-head" }, this.progress, this.status.element);
    this.element = el("div", { class: "ed" }, this.menu.rail, this.page);
  }

  // Facts from the page. Whatever is typed, open or focused stays as it is.
  update(data, askPage) {
    const columnBefore = this.data?.column?.id;
    this.data = data;
    this.askPage = askPage;
    clearTimeout(this.#againTimer);
    if (columnBefore !== data.column?.id) this.rows.clear();
    keepingFocus(() => {
      this.menu.describe(data.drivers);
      this.#describeRows();
      this.#show(this.#field() ? this.field : this.#firstField());
    });
    this.answers.retryRefused();
  }

  enter() {
    if (this.#stops.length) return;
    this.presence.start();
    this.presence.enter(this.data.column ? this.field : null);
    const stop = this.answers.watch({
      onCell: (cell, change) => this.#cellChanged(cell, change),
      onRecords: (items) => this.#recordsChanged(items),
      onPresence: (people) => this.#peopleChanged(people),
      onCard: () => this.#cardChanged(),
      onLoaded: () => this.#show(this.field),
    });
    const stopComments = this.comments.watch((items) => this.#commentsChanged(items));
    this.#stops = [stop, stopComments, () => this.presence.stop()];
  }

  // The page is left: what is unsaved goes on saving without it.
  leave() {
    this.answers.flush();
    clearTimeout(this.#cardTimer);
    clearTimeout(this.#againTimer);
    this.#cardTimer = null;
    for (const stop of this.#stops.splice(0)) stop();
  }

  go(field) {
    this.answers.flush();
    this.#show(field);
    this.heading.focus({ preventScroll: true });
    this.element.scrollIntoView({ block: "start" });
  }

  // From a finished row to the next one, or to the next field.
  goOn(row) {
    row.turn(false);
    const rows = this.groups.inSight(this.#rowsHere());
    const next = rows[rows.indexOf(row) + 1];
    const nextField = this.#neighbour(1);
    if (!next && nextField) return this.go(nextField.id);
    next?.turn(true);
    (next ?? row).button.focus();
    (next ?? row).element.scrollIntoView({ block: "nearest" });
  }

  #show(field) {
    this.field = field;
    this.menu.rail.hidden = !this.data.column;
    if (!this.data.column) return this.#showKeptOnly();
    const { name, driver } = this.#field();
    const isReady = this.answers.isLoaded;
    say(this.driver, `${words.driver(driver.number)}: ${driver.name}`);
    say(this.question, driver.question);
    say(this.heading, name);
    this.#showProxy();
    const rows = isReady ? this.#rowsHere() : [];
    if (isReady) this.#openFirst(rows);
    this.groups.show(rows);
    this.#showEnds();
    keepingFocus(() =>
      arrange(this.page, [
        this.menu.picker, this.driver, this.heading, this.question, this.head, this.others, this.proxy, this.status.warning,
        this.kept.element, isReady ? this.groups.element : this.loading, this.ends, this.status.aloud,
      ]),
    );
    this.#showNumbers();
    this.#peopleChanged(this.#people);
    this.presence.enter(field);
    this.#writeAddress();
  }

  // Without a column there is nothing to fill in; but what was written before it went is not lost.
  #showKeptOnly() {
    arrange(this.page, [this.status.warning, this.kept.element, this.status.aloud]);
    this.presence.enter(null);
    this.#showStatus();
  }

  #showProxy() {
    const { data } = this;
    const sentence = !data.is_writable ? words.notWritable : data.is_facilitator ? words.writingFor(data.column.name) : "";
    say(this.proxy, sentence);
    this.proxy.hidden = !sentence;
  }

  #showNumbers() {
    const { done, total } = progressOf(this.#field().items, (item) => this.#fieldsOf(item));
    const bar = el("span", { class: "bar", "aria-hidden": "true" }, el("i"));
    bar.firstChild.style.width = `${total ? (100 * done) / total : 0}%`;
    const content = total ? [el("b", {}, words.xOfY(done, total)), ` ${words.filled} `, bar] : [words.optionalForYou];
    this.progress.replaceChildren(...content);
    this.menu.show(this.field);
    this.#showStatus();
  }

  #showStatus() {
    const cells = this.answers.cells();
    this.status.show(cells, this.answers.problem);
    this.kept.show(cells.filter((cell) => cell.state !== "clean" && !this.#rowOf(cell)));
  }

  #showEnds() {
    const end = (field, label) =>
      field && el("p", {}, el("span", { class: "ed-meta" }, label), linkButton(field.name, () => this.go(field.id)));
    const ends = [end(this.#neighbour(-1), words.previousField), end(this.#neighbour(1), words.nextField)];
    const key = `${this.field} ${ends.map((each) => each?.textContent)}`;
    if (key === this.endsKey) return;
    this.endsKey = key;
    this.ends.replaceChildren(...ends.map((each) => each ?? el("span")));
  }

  // Someone who comes to fill in finds the first thing to fill in open; nothing is moved afterwards.
  #openFirst(rows) {
    if (this.visited.has(this.field)) return;
    this.visited.add(this.field);
    const isTouched = (row) => row.item.relevance === "not_usual" && this.#fieldsOf(row.item).value;
    this.groups.fold(rows.some(isTouched));
    if (!this.data.is_writable || rows.some((row) => row.isOpen)) return;
    rows.find((row) => row.item.relevance === "relevant" && !this.#fieldsOf(row.item).value)?.turn(true);
  }

  #describeRows() {
    for (const field of this.#fields()) {
      for (const item of field.items) this.rows.get(item.id)?.describe(item);
    }
  }

  #rowsHere() {
    return this.#field().items.map((item) => {
      if (!this.rows.has(item.id)) this.rows.set(item.id, new Row(this, item, this.#cellOf(item)));
      return this.rows.get(item.id);
    });
  }

  #cellOf(item) {
    const { column } = this.data;
    return column ? this.answers.cell(item.id, column.id, `${item.number} ${item.title}, ${column.name}`) : null;
  }

  #fieldsOf(item) {
    return this.#cellOf(item)?.fields ?? { value: null, under_way: false, text: "" };
  }

  #rowOf(cell) {
    const item = this.#fields().flatMap((field) => field.items).find((each) => this.#cellOf(each) === cell);
    return item && (this.rows.get(item.id) ?? { item });
  }

  #goTo(cell) {
    const row = this.#rowOf(cell);
    if (!row) return this.kept.element.scrollIntoView();
    const field = this.#fields().find((each) => each.items.some(({ id }) => id === row.item.id));
    if (field.id !== this.field) this.go(field.id);
    const shown = this.rows.get(row.item.id);
    if (shown.item.relevance === "not_usual") this.groups.fold(true);
    shown.turn(true);
    shown.button.focus();
    shown.element.scrollIntoView({ block: "start" });
  }

  #cellChanged(cell, change) {
    const item = cell.url.split("/").at(-2);
    const row = this.rows.get(item);
    if (row?.cell === cell) row.showCell(change);
    if (!this.data.column) this.#showStatus();
    else if (this.answers.isLoaded) this.#showNumbers();
  }

  #recordsChanged(items) {
    for (const item of items) this.rows.get(item)?.showOthers();
  }

  #commentsChanged(items) {
    for (const item of items) this.rows.get(item)?.showComments();
  }

  #peopleChanged(people) {
    this.#people = people;
    say(this.others, presenceSentence(people, this.field, this.data));
  }

  // Columns, items or the round changed: the page knows them, so it is asked to hand them in again.
  #cardChanged() {
    this.#cardTimer ??= setTimeout(() => {
      this.#cardTimer = null;
      this.#ask(ASK_AGAIN_MS);
    }, PAGE_PATIENCE_MS);
  }

  #ask([pause, ...later]) {
    clearTimeout(this.#againTimer);
    this.askPage();
    if (pause) this.#againTimer = setTimeout(() => this.#ask(later), pause);
  }

  #fields() {
    return this.data.drivers.flatMap((driver) => driver.fields.map((field) => ({ ...field, driver })));
  }

  #field() {
    return this.#fields().find(({ id }) => id === this.field);
  }

  #firstField() {
    const wanted = new URL(location.href).searchParams.get("felt");
    return (this.#fields().find(({ id }) => id === wanted) ?? this.#fields()[0]).id;
  }

  #neighbour(step) {
    const fields = this.#fields();
    return fields[fields.findIndex(({ id }) => id === this.field) + step];
  }

  // Streamlit writes the address too and drops what it does not know.
  #writeAddress() {
    const address = new URL(location.href);
    if (address.searchParams.get("felt") === this.field) return;
    address.searchParams.set("felt", this.field);
    history.replaceState(history.state, "", address);
  }
}
