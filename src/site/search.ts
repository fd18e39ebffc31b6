/**
 * Takes the place of Pagefind's interface in Starlight's search, which asks for it as soon as a page is idle: 26 kB of
 * script, gzip, on each page, for a dialog that most people never open. Here it is fetched by the first sign of interest.
 * Until it has come, an input of ours stands in the dialog, so that the first press opens it and the first letter counts.
 */
import type { Found, Options } from "@pagefind/default-ui";

/** By this its style sheet knows its own elements; a test sees when another version is called otherwise. */
const SCOPE = "svelte-e9gkc3";

/** The title of a page has an address of its own, by which Pagefind would list it once more below its page. */
function onePage(result: Found): Found {
  for (const part of result.sub_results) part.url = part.url.replace(/#_top$/, "");
  return result;
}

export class PagefindUI {
  readonly #options: Options;
  readonly #host: HTMLElement;
  readonly #early = document.createElement("div");
  readonly #input = document.createElement("input");
  readonly #trouble = document.createElement("p");
  #coming = false;

  constructor(options: Options) {
    this.#options = { ...options, processResult: (result) => onePage(options.processResult?.(result) ?? result) };
    this.#host = document.querySelector<HTMLElement>(options.element) as HTMLElement;
    // Named as Pagefind names its own, so that it looks the same.
    this.#early.className = `pagefind-ui pagefind-ui--reset ${SCOPE}`;
    this.#input.className = `pagefind-ui__search-input ${SCOPE}`;
    this.#input.type = "text";
    this.#input.placeholder = this.#input.title = options.translations.placeholder;
    this.#input.autocapitalize = "none";
    this.#input.enterKeyHint = "search";
    const form = document.createElement("form");
    form.className = `pagefind-ui__form ${SCOPE}`;
    form.role = "search";
    form.addEventListener("submit", (event) => event.preventDefault());
    form.append(this.#input);
    this.#trouble.role = "status";
    this.#trouble.style.marginBlockStart = "1rem";
    this.#early.append(form, this.#trouble);
    this.#host.append(this.#early);

    const come = (): void => void this.#come();
    const opener = this.#host.closest("site-search")?.querySelector("[data-open-modal]");
    for (const sign of ["pointerenter", "pointerdown", "focus"]) opener?.addEventListener(sign, come, { passive: true });
    // However the dialog is opened, its input takes the focus; and whoever types asks again, should it have failed.
    for (const sign of ["focus", "input"]) this.#input.addEventListener(sign, come);
    if (this.#host.closest("dialog")?.open) this.#input.focus();
  }

  async #come(): Promise<void> {
    if (this.#coming) return;
    this.#coming = true;
    try {
      const { PagefindUI: Interface } = await import("@pagefind/default-ui");
      const { value, selectionStart, selectionEnd } = this.#input;
      const isFocused = document.activeElement === this.#input;
      this.#early.remove();
      new Interface(this.#options);
      const input = this.#host.querySelector("input") as HTMLInputElement;
      input.value = value;
      if (isFocused) input.focus();
      input.setSelectionRange(selectionStart, selectionEnd);
      if (value !== "") input.dispatchEvent(new Event("input"));
    } catch {
      this.#coming = false;
      this.#trouble.textContent = "The search could not be loaded. Check the connection: it is tried again when that is back, and as you type.";
      addEventListener("online", () => void this.#come(), { once: true });
    }
  }
}
