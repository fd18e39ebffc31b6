/**
 * The interpreter says where a caller stands by the last thing it evaluated before the call: often an
 * argument, sometimes lines below. The call itself is found in the syntax tree, by the name that was called.
 */
import ts from "typescript";
import type { Position, ProgramFile } from "../../model/program.ts";

/** The call that stands around `near` and calls a function named `callee`; the outermost of the statement when none is named so. */
export function callAround(tree: ts.SourceFile, near: Position, callee: string): Position {
  const start = offsetOf(tree, near);
  const calls = callsAround(tree, start);
  const called = calls.find((call) => nameOf(call) === callee) ?? calls.at(-1);
  return called === undefined ? near : positionOf(tree, near.file, anchorOf(called));
}

export const treeOf = (file: ProgramFile): ts.SourceFile => ts.createSourceFile(file.path, file.text, ts.ScriptTarget.ES2023, true);

type Call = ts.CallExpression | ts.NewExpression;

/** Calls that contain the offset, innermost first, within one statement of one function. */
function callsAround(tree: ts.SourceFile, offset: number): Call[] {
  const calls: Call[] = [];
  let node: ts.Node | undefined = deepest(tree, offset);
  for (; node && !ts.isStatement(node) && !ts.isFunctionLike(node) && !ts.isClassElement(node); node = node.parent) {
    if (ts.isCallExpression(node) || ts.isNewExpression(node)) calls.push(node);
  }
  return calls;
}

function deepest(node: ts.Node, offset: number): ts.Node {
  const inside = ts.forEachChild(node, (child) => (child.getStart() <= offset && offset < child.getEnd() ? child : undefined));
  return inside ? deepest(inside, offset) : node;
}

function nameOf(call: Call): string {
  const { expression } = call;
  if (ts.isPropertyAccessExpression(expression)) return expression.name.text;
  return ts.isIdentifier(expression) ? expression.text : "";
}

/** Where a reader looks for the call: the method's name, the function's, or `new`. */
function anchorOf(call: Call): number {
  if (ts.isNewExpression(call)) return call.getStart();
  const { expression } = call;
  return ts.isPropertyAccessExpression(expression) ? expression.name.getStart() : expression.getStart();
}

const offsetOf = (tree: ts.SourceFile, { line, column }: Position): number => tree.getPositionOfLineAndCharacter(Math.min(line, tree.getLineStarts().length) - 1, 0) + column - 1;

function positionOf(tree: ts.SourceFile, file: string, offset: number): Position {
  const { line, character } = tree.getLineAndCharacterOfPosition(offset);
  return { file, line: line + 1, column: character + 1 };
}
