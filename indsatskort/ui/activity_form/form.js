// The form of one activity. Everything but title, kind and numbers has a likely answer beforehand.
import { call, NetworkFailed, sentenceOf } from "../answer_editor/calls.js";
import { button, el, say } from "../answer_editor/dom.js";
import { newId } from "../answer_editor/ids.js";
import { words } from "./words.js";

const USUAL_MINUTES = 60;

export class Form {
  constructor(data, changed) {
    this.data = data;
    this.changed = changed;
    this.name = newId();
    this.#draw();
    this.#clear();
  }

  // New lists and earlier titles; what is being typed stays.
  know(data) {
    this.data = data;
    this.titles.replaceChildren(...titles(data).map((title) => el("option", { value: title })));
  }

  // Put an activity that stands in the register into the form.
  correct(activity) {
    this.id = activity.id;
    this.version = activity.version;
    this.#put(activity);
    say(this.heading, words.correct);
    this.cancel.hidden = false;
    say(this.status, "");
    this.element.scrollIntoView({ block: "start" });
    this.fields.title.focus();
  }

  #draw() {
    const { data } = this;
    const number = (name, label) =>
      this.#labelled(label, (this.fields[name] = el("input", { type: "number", inputMode: "numeric", min: "0", step: "1", required: true })));
    this.fields = {};
    this.heading = el("h2", {}, words.add);
    this.titles = el("datalist", { id: `${this.name}-titles` });
    this.fields.title = el("input", {
      type: "text", maxLength: 80, autocomplete: "off", enterKeyHint: "next", required: true,
      "aria-describedby": `${this.name}-hint`, onchange: () => this.#asLastTime(),
    });
    this.fields.title.setAttribute("list", this.titles.id);
    this.fields.staff = el("input", { type: "checkbox" });
    this.fields.on = el("input", { type: "date", required: true });
    this.fields.starts_at = el("input", { type: "time", required: true });
    this.fields.actor = select(data.care_homes.map((home) => [home.id, home.name]));
    this.fields.form = select(data.forms, () => (this.isFormChosen = true));
    this.fields.attachment = select(data.attachments);
    this.fields.audience = select(data.audiences);
    this.status = el("p", { class: "reg-status", role: "status" });
    this.cancel = button(words.cancel, () => this.#clear(), { class: "reg-quiet" });
    this.save = el("button", { type: "submit", class: "reg-save" }, words.save);
    this.element = el(
      "form",
      { class: "reg-form", noValidate: true, onsubmit: (event) => this.#submit(event), "aria-label": words.add },
      this.heading,
      data.care_homes.length > 1 && this.#labelled(words.careHome, this.fields.actor),
      this.#labelled(words.title, this.fields.title),
      this.titles,
      el("p", { class: "reg-hint", id: `${this.name}-hint` }, words.titleHint),
      this.#categories(),
      el("div", { class: "reg-numbers" },
        number("residents", words.residents), number("volunteers", words.volunteers), number("minutes", words.minutes)),
      el("label", { class: "reg-tick" }, this.fields.staff, words.staff),
      el("div", { class: "reg-when" },
        this.#labelled(words.on, this.fields.on), this.#labelled(words.startsAt, this.fields.starts_at)),
      el("details", {}, el("summary", {}, words.more),
        this.#labelled(words.form, this.fields.form),
        this.#labelled(words.attachment, this.fields.attachment),
        this.#labelled(words.audience, this.fields.audience)),
      this.status,
      el("div", { class: "reg-acts" }, this.save, this.cancel),
    );
    this.fields.residents.addEventListener("input", () => this.#formFollows());
  }

  #labelled(label, field) {
    field.id = newId();
    return el("div", { class: "reg-field" }, el("label", { for: field.id }, label), field);
  }

  #categories() {
    this.radios = new Map(
      this.data.categories.map(({ slug }) => [slug, el("input", { type: "radio", name: this.name, value: slug, class: "vh", required: true })]),
    );
    return el("fieldset", { class: "reg-categories" }, el("legend", {}, words.category),
      this.data.categories.map(({ slug, label, example }) =>
        el("label", {}, this.radios.get(slug), el("span", {}, el("b", {}, label), el("small", {}, example)))));
  }

  // One resident is »Én beboer«, none is »Ikke rettet mod beboere«, until somebody says otherwise.
  #formFollows() {
    const { residents, form } = this.fields;
    if (this.isFormChosen || residents.value === "") return;
    const count = Number(residents.value);
    form.value = count > 1 ? "several" : count === 1 ? "individual" : "not_residents";
  }

  // A title that has been used before brings along what it was then; the numbers of people do not.
  #asLastTime() {
    const title = this.fields.title.value.trim().toLowerCase();
    const last = this.data.activities.find((each) => each.title.toLowerCase() === title);
    if (!last || this.version) return;
    if (!this.#category()) this.radios.get(last.category).checked = true;
    this.fields.minutes.value = last.minutes;
    this.fields.attachment.value = last.attachment;
    this.fields.audience.value = last.audience;
    this.fields.staff.checked = last.has_staff;
  }

  #category() {
    return [...this.radios].find(([, radio]) => radio.checked)?.[0];
  }

  #clear() {
    const now = new Date();
    const kept = this.fields.actor.value || this.data.own || this.data.care_homes[0]?.id;
    this.id = newId();
    this.version = 0;
    this.#put({
      actor: kept, on: this.fields.on.value || local(now), starts_at: this.fields.starts_at.value || `${two(now.getHours())}:00`,
      title: "", category: null, form: "several", minutes: USUAL_MINUTES, residents: "", volunteers: "",
      has_staff: false, attachment: "care_home", audience: "both",
    });
    this.isFormChosen = false;
    say(this.heading, words.add);
    this.cancel.hidden = true;
  }

  #put(activity) {
    const { fields } = this;
    fields.actor.value = activity.actor;
    for (const name of ["title", "residents", "volunteers", "minutes", "on", "form", "attachment", "audience"]) {
      fields[name].value = activity[name];
    }
    fields.starts_at.value = activity.starts_at.slice(0, 5);
    fields.staff.checked = activity.has_staff;
    for (const [slug, radio] of this.radios) radio.checked = slug === activity.category;
    this.isFormChosen = true;
  }

  async #submit(event) {
    event.preventDefault();
    const missing = this.#missing();
    if (missing) return this.#refuse(words.fillIn, missing);
    say(this.status, words.saving);
    this.save.disabled = true;
    try {
      await this.#send();
    } catch (failure) {
      if (!(failure instanceof NetworkFailed)) throw failure;
      this.#refuse(words.failed);
    } finally {
      this.save.disabled = false;
    }
  }

  // The first field without an answer, from the top.
  #missing() {
    const { title, residents, volunteers, minutes, on, starts_at } = this.fields;
    const first = [...this.radios.values()][0];
    return [
      [title, title.value.trim()], [first, this.#category()], [residents, residents.value],
      [volunteers, volunteers.value], [minutes, minutes.value], [on, on.value], [starts_at, starts_at.value],
    ].find(([, value]) => !value)?.[0];
  }

  async #send() {
    const { fields, data } = this;
    const body = {
      actor: fields.actor.value, on: fields.on.value, starts_at: fields.starts_at.value, title: fields.title.value,
      category: this.#category(), form: fields.form.value, minutes: Number(fields.minutes.value),
      residents: Number(fields.residents.value), volunteers: Number(fields.volunteers.value),
      has_staff: fields.staff.checked, attachment: fields.attachment.value, audience: fields.audience.value,
      base_version: this.version,
    };
    const answer = await call(data.membership, "PUT", `/api/cards/${data.card}/activities/${this.id}`, body);
    if (answer.status === 200) return this.#saved(answer.body);
    if (answer.status === 409 && answer.body.current) {
      this.correct(answer.body.current);
      return this.#refuse(words.conflict);
    }
    this.#refuse(sentenceOf(answer.body, words.failed));
  }

  #saved({ title, version }) {
    this.#clear();
    this.element.querySelector("details").open = false;
    this.status.classList.remove("is-alert");
    say(this.status, version > 1 ? words.corrected(title) : words.saved(title));
    this.changed();
    this.fields.title.focus();
  }

  #refuse(sentence, field) {
    this.status.classList.add("is-alert");
    say(this.status, sentence);
    field?.focus();
  }
}

function select(options, onchange) {
  return el("select", { onchange }, options.map(([value, label]) => el("option", { value }, label)));
}

function titles({ activities }) {
  return [...new Set(activities.map((each) => each.title))].slice(0, 40);
}

function local(day) {
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}

function two(number) {
  return String(number).padStart(2, "0");
}
