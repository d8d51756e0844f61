// Saves a form while somebody types: two seconds after the last change, and when the page is left or hidden. It never
// submits, and keeps nothing in the browser: what is typed is about a person. Where it does not run, the page's own
// button saves. How a server answers is told in templates/components/autosave.html.

const PAUSE = 2000;
const AGAIN = 15000;
// A browser lets no more than 64 KiB go out from a page that is being left.
const LAST_WORDS = 60000;

class Autosave {
  constructor(form) {
    this.form = form;
    this.status = form.querySelector("[data-autosave-status]") ?? this.makeStatus();
    this.saved = this.written();
    this.sent = this.saved;
    this.saving = false;
    this.stopped = false;
    this.timer = 0;
    form.addEventListener("input", () => this.soon(PAUSE));
    form.addEventListener("change", () => this.soon(PAUSE));
    form.addEventListener("submit", (event) => this.submitted(event));
    document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && this.save());
    window.addEventListener("pagehide", () => this.save());
    window.addEventListener("online", () => this.soon(0));
    // Back to a page that the browser has kept after it was submitted.
    window.addEventListener("pageshow", (event) => event.persisted && this.start());
  }

  makeStatus() {
    const status = document.createElement("p");
    status.className = "govuk-body-s concord-autosave";
    status.setAttribute("role", "status");
    this.form.append(status);
    return status;
  }

  // Everything in the form but files, as a form sends it.
  written() {
    const fields = new URLSearchParams();
    for (const [name, value] of new FormData(this.form)) {
      if (typeof value === "string") fields.append(name, value);
    }
    return fields.toString();
  }

  soon(wait) {
    window.clearTimeout(this.timer);
    if (!this.stopped) this.timer = window.setTimeout(() => this.save(), wait);
  }

  start() {
    this.stopped = false;
    this.soon(0);
  }

  stop() {
    this.stopped = true;
    window.clearTimeout(this.timer);
  }

  // What is on its way arrives first: the form that follows it would otherwise be older than what is saved.
  submitted(event) {
    this.stop();
    if (!this.saving || event.defaultPrevented) return;
    event.preventDefault();
    const { form } = this;
    const submitter = event.submitter;
    this.underWay.finally(() => form.requestSubmit(submitter));
  }

  save() {
    window.clearTimeout(this.timer);
    const body = this.written();
    if (this.stopped || this.saving || body === this.saved) return;
    this.saving = true;
    this.underWay = this.saveNow(body);
  }

  async saveNow(body) {
    let wait = null;
    try {
      wait = await this.send(body);
    } catch {
      this.say("Not saved: there is no connection. It will be tried again.");
      wait = AGAIN;
    } finally {
      this.saving = false;
    }
    if (wait !== null) this.soon(wait);
    else if (this.written() !== this.sent) this.soon(PAUSE);
  }

  // How long to wait before the same is sent again; null where that would not help.
  async send(body) {
    const response = await fetch(this.form.dataset.autosave, {
      method: "POST",
      body,
      headers: { "Content-Type": "application/x-www-form-urlencoded;charset=UTF-8", Accept: "application/json" },
      credentials: "same-origin",
      redirect: "manual",
      keepalive: body.length < LAST_WORDS,
    });
    this.sent = this.marked(body, response.headers.get("Saved-As"));
    if (response.ok) {
      this.saved = this.sent;
      this.say(`Saved at ${new Date().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" })}`);
      return null;
    }
    if (response.status === 409) {
      this.stop();
      this.say(`Not saved: ${(await told(response)).says ?? "this was changed meanwhile. Copy what you wrote, and load the page again."}`);
      return null;
    }
    if (response.status === 422) {
      const { errors, says } = await told(response);
      this.say(`Not saved: ${says ?? Object.values(errors ?? {}).flat().join(" ")}`);
      return null;
    }
    if (response.status >= 500 || response.status === 429) {
      this.say("Not saved: Concord does not answer at present. It will be tried again.");
      return AGAIN;
    }
    // Signed out, or a link that has ended: the server leads to another page.
    this.stop();
    this.say("Not saved: you are no longer signed in. Copy what you wrote before you leave this page.");
    return null;
  }

  // Puts what the server calls the state that it has saved into the form's hidden field, and into what was sent.
  marked(body, state) {
    const mark = this.form.querySelector("input[data-saved-as]");
    if (!mark || !state) return body;
    const fields = new URLSearchParams(body);
    mark.value = state;
    fields.set(mark.name, state);
    return fields.toString();
  }

  // Said once: a screen reader is not told the same minute again.
  say(words) {
    if (this.status.textContent !== words) this.status.textContent = words;
  }
}

async function told(response) {
  try {
    return await response.json();
  } catch {
    return {};
  }
}

for (const form of document.querySelectorAll("form[data-autosave]")) new Autosave(form);
