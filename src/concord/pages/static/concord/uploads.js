// Sends the files of an <input type="file"> in parts of 1 MB as soon as they are chosen, and goes on after a break from
// where the server says it is. Without it the plain form sends them whole. The protocol is told in pages/uploads.py.
//
// <div data-upload data-upload-url="…"> holds the input; the token is that of the form around it.

const PART = 1024 * 1024;
const WAITS = [1, 2, 4, 8, 15, 30, 60, 60, 60]; // seconds before trying again; about four minutes together

class Told extends Error {} // a sentence from the server: trying again is of no use

const pause = (seconds) =>
  new Promise((go) => {
    const timer = setTimeout(go, seconds * 1000);
    window.addEventListener("online", () => (clearTimeout(timer), go()), { once: true });
  });

const element = (name, className = "", text = "") => {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.textContent = text;
  return made;
};

function words(size) {
  if (size < 1000) return `${size} bytes`;
  if (size < 1000 * 1024) return `${Math.round(size / 1024)} KB`;
  return `${(size / PART).toFixed(1).replace(".0", "")} MB`;
}

// One call. Answers what the server said; throws Told for a sentence, and anything else where it pays to try again.
async function call(method, url, token, { headers = {}, body } = {}) {
  const answer = await fetch(url, {
    method,
    body,
    headers: { "X-CSRFToken": token, Accept: "application/json", ...headers },
    credentials: "same-origin",
    redirect: "error",
  });
  if (answer.status >= 500 || answer.status === 429) throw new Error(`status ${answer.status}`);
  const said = await answer.json().catch(() => ({}));
  if (answer.ok || (answer.status === 409 && "received" in said)) return said;
  throw new Told(said.error || "This page is no longer open to you. Load it again, and choose the file again.");
}

class Sending {
  constructor(file, upload) {
    this.file = file;
    this.upload = upload;
    this.stopped = false;
    this.shown();
  }

  shown() {
    this.line = element("li", "concord-upload__file");
    this.name = element("span", "concord-upload__name", `${this.file.name} (${words(this.file.size)})`);
    this.bar = element("progress", "concord-upload__bar");
    this.bar.max = 100;
    this.bar.value = 0;
    this.bar.setAttribute("aria-label", `How much of ${this.file.name} has been sent`);
    this.says = element("span", "concord-upload__says", "Waiting");
    this.button = element("button", "govuk-button govuk-button--secondary concord-upload__button", "Remove");
    this.button.type = "button";
    this.button.append(element("span", "govuk-visually-hidden", ` ${this.file.name}`));
    this.button.addEventListener("click", () => this.remove());
    this.line.append(this.name, this.bar, this.says, this.button);
    this.upload.list.append(this.line);
  }

  async send() {
    try {
      const begun = await this.trying(() =>
        call("POST", this.upload.url, this.upload.token, {
          body: new URLSearchParams({ name: this.file.name, size: this.file.size }),
        }),
      );
      this.url = begun.url;
      await this.parts(begun.received);
      if (this.stopped) return;
      this.tell("Checking");
      const done = await this.trying(() => call("POST", this.url, this.upload.token));
      this.bar.remove();
      this.name.textContent = `${done.name} (${done.size})`;
      this.tell(`Sent. ${done.scan}.`);
      this.upload.say(`${done.name} was sent`);
      this.line.dataset.uploaded = done.id;
    } catch (error) {
      if (!this.stopped) this.failed(error);
    }
  }

  async parts(received) {
    while (received < this.file.size && !this.stopped) {
      const from = received;
      let broken = false;
      const said = await this.trying(() => {
        // After a break the server knows better how far it has come.
        if (broken) return call("GET", this.url, this.upload.token);
        broken = true;
        return call("PATCH", this.url, this.upload.token, {
          headers: { "Upload-Offset": String(from), "Content-Type": "application/octet-stream" },
          body: this.file.slice(from, from + PART),
        });
      });
      received = said.received;
      const percent = Math.floor((100 * received) / this.file.size);
      this.bar.value = percent;
      this.tell(`${percent}% sent`);
    }
  }

  // The same again after a break, with longer and longer waits; the count begins anew whenever something comes through.
  async trying(act) {
    for (let tries = 0; ; tries += 1) {
      try {
        return await act();
      } catch (error) {
        if (error instanceof Told || this.stopped || tries >= WAITS.length) throw error;
        this.tell("The connection broke. Trying again");
        await pause(WAITS[tries]);
      }
    }
  }

  failed(error) {
    const sentence =
      error instanceof Told ? error.message : "The file could not be sent. Check your connection, and choose it again.";
    this.bar.remove();
    this.line.classList.add("concord-upload__file--wrong");
    this.says.className = "govuk-error-message concord-upload__says";
    this.tell(sentence);
    this.upload.say(sentence);
  }

  async remove() {
    this.stopped = true;
    try {
      if (this.url) await call("DELETE", this.url, this.upload.token);
    } catch (error) {
      if (this.line.dataset.uploaded) return this.failed(error);
    }
    this.line.remove();
    this.upload.say(`${this.file.name} was removed`);
    this.upload.input.focus();
  }

  tell(sentence) {
    this.says.textContent = sentence;
  }
}

class Upload {
  constructor(place) {
    this.url = place.dataset.uploadUrl;
    this.input = place.querySelector('input[type="file"]');
    this.form = this.input.form;
    this.list = element("ul", "govuk-list concord-upload");
    this.status = element("p", "govuk-visually-hidden");
    this.status.setAttribute("aria-live", "polite");
    this.wait = element("p", "govuk-error-message", "");
    this.wait.setAttribute("role", "alert");
    place.append(this.list, this.wait, this.status);
    this.queue = Promise.resolve();
    this.under_way = 0;
    this.input.addEventListener("change", () => this.chosen());
    this.form?.addEventListener("submit", (event) => this.submitted(event));
  }

  get token() {
    return (this.form || document).querySelector('input[name="csrfmiddlewaretoken"]')?.value || "";
  }

  // One file after the other. The input is emptied: what is sent here is not to go with the form again.
  chosen() {
    for (const file of this.input.files) {
      const sending = new Sending(file, this);
      this.under_way += 1;
      this.queue = this.queue
        .then(() => (sending.stopped ? undefined : sending.send()))
        .finally(() => {
          this.under_way -= 1;
          if (!this.under_way) this.wait.textContent = "";
        });
    }
    this.input.value = "";
  }

  submitted(event) {
    if (!this.under_way) return;
    event.preventDefault();
    this.wait.textContent = "Wait until your files are sent, or remove them.";
  }

  say(sentence) {
    this.status.textContent = sentence;
  }
}

for (const place of document.querySelectorAll("[data-upload]")) new Upload(place);
