/** What the editor knows about names of the SDK, fetched when somebody first asks. */
export interface Fact {
  readonly id: string;
  readonly text: string;
  /** "documented", "stated by Apple's engineers", "observed", "assumed", or several. */
  readonly certainty: string;
  readonly sources: string;
}

export interface SymbolEntry {
  readonly module: string;
  /** The type it is a member of; empty for the module's own. */
  readonly owner: string;
  /** The learner's class implements it: it is the platform's name there too. */
  readonly isProtocol: boolean;
  readonly doc: string;
  /** Apple's page; empty when it has none of its own. */
  readonly link: string;
  readonly facts: readonly string[];
}

export interface SymbolTable {
  readonly facts: Readonly<Record<string, Fact>>;
  readonly symbols: Readonly<Record<string, readonly SymbolEntry[]>>;
}

export interface Known {
  readonly name: string;
  readonly entry: SymbolEntry;
  readonly facts: readonly Fact[];
}

let table: Promise<SymbolTable> | null = null;

/** `base` is the site's base path, with a slash at its end. A failed load is tried again. */
export function loadSymbols(base: string): Promise<SymbolTable> {
  table ??= fetch(`${base}workbench/symbols.json`).then((response) => {
    if (!response.ok) throw new Error(`The facts could not be loaded: the server answered ${response.status}.`);
    return response.json() as Promise<SymbolTable>;
  });
  table.catch(() => (table = null));
  return table;
}

/**
 * The entry for a name. `owner` is the type in whose declaration it was found, `null` when the name is declared by the
 * learner: then only what a protocol asks for is the platform's. `undefined`: nothing is known of where it is declared.
 */
export function lookUp({ symbols, facts }: SymbolTable, name: string, owner: string | null | undefined): Known | null {
  const entries = Object.hasOwn(symbols, name) ? (symbols[name] ?? []) : [];
  const fitting = owner === null ? entries.filter((entry) => entry.isProtocol) : owner === undefined ? (entries.length === 1 ? entries : entries.filter((entry) => entry.facts.length > 0).slice(0, 1)) : entries.filter((entry) => entry.owner === owner);
  const entry = fitting[0];
  return entry === undefined ? null : { name, entry, facts: entry.facts.flatMap((id) => facts[id] ?? []) };
}
