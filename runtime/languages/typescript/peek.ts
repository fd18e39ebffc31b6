/**
 * Makes a module's own variables readable from outside, for the inspector. Only a program that is
 * replayed to be looked at is compiled with this: a run costs nothing for it.
 */
import ts from "typescript";
import type { ProgramFile } from "../../model/program.ts";

/** Code to put after a module's own: hands each top-level variable that is not exported to `read`. */
export function peekOf(file: ProgramFile): string {
  const source = ts.createSourceFile(file.path, file.text, ts.ScriptTarget.ES2023, false);
  const names = source.statements.flatMap(namesIn);
  return `\nmodule.peek = (__read) => {${names.map((name) => `__read(${JSON.stringify(name)}, () => ${name});`).join("")}};`;
}

/** What is exported is found among the exports, and has no variable of its own after compiling. */
function namesIn(statement: ts.Statement): string[] {
  if (!ts.isVariableStatement(statement) && !ts.isClassDeclaration(statement)) return [];
  const { modifiers } = statement;
  if (modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword || kind === ts.SyntaxKind.DeclareKeyword)) return [];
  return ts.isClassDeclaration(statement) ? (statement.name ? [statement.name.text] : []) : statement.declarationList.declarations.flatMap(({ name }) => bound(name));
}

const bound = (name: ts.BindingName): string[] => (ts.isIdentifier(name) ? [name.text] : name.elements.flatMap((element) => (ts.isOmittedExpression(element) ? [] : bound(element.name))));
