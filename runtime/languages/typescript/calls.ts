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

/** An empty loop has no place of its own in a stack trace: only the function it is in is named. */
export function loopAround(tree: ts.SourceFile, near: Position, name: string): Position {
  const offset = offsetOf(tree, near);
  const scope = functionAt(tree, offset, name);
  const loops: ts.Node[] = [];
  const collect = (node: ts.Node): void => {
    if (ts.isIterationStatement(node, false)) loops.push(node);
    ts.forEachChild(node, (child) => (ts.isFunctionLike(child) || ts.isClassLike(child) ? undefined : collect(child)));
  };
  ts.forEachChild(scope, collect);
  // A closure without a name can't be told from the function around it: then the nearest loop is meant.
  if (loops.length === 0) collectAll(tree, loops);
  const distance = (loop: ts.Node): number => Math.abs(tree.getLineAndCharacterOfPosition(loop.getStart()).line - tree.getLineAndCharacterOfPosition(offset).line);
  const nearest = [...loops].sort((one, other) => distance(one) - distance(other))[0];
  const around = loops.filter((loop) => loop.getStart() <= offset && offset < loop.getEnd()).at(-1);
  const found = around ?? nearest;
  return found === undefined ? near : positionOf(tree, near.file, found.getStart());
}

function collectAll(node: ts.Node, loops: ts.Node[]): void {
  if (ts.isIterationStatement(node, false)) loops.push(node);
  ts.forEachChild(node, (child) => collectAll(child, loops));
}

/** The function that contains the offset; when it is not named so, the next one that is. */
function functionAt(tree: ts.SourceFile, offset: number, name: string): ts.Node {
  let around: ts.Node = deepest(tree, offset);
  while (around.parent && !ts.isFunctionLike(around)) around = around.parent;
  if (name === "" || functionName(around) === name) return around;
  const named: ts.Node[] = [];
  const collect = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) && functionName(node) === name) named.push(node);
    ts.forEachChild(node, collect);
  };
  collect(tree);
  return named.find((each) => each.getEnd() > offset) ?? named[0] ?? around;
}

function functionName(node: ts.Node): string {
  const named = (ts.isFunctionLike(node) && node.name) || (ts.isVariableDeclaration(node.parent ?? node) ? (node.parent as ts.VariableDeclaration).name : undefined);
  return named && ts.isIdentifier(named) ? named.text : "";
}

const offsetOf = (tree: ts.SourceFile, { line, column }: Position): number => tree.getPositionOfLineAndCharacter(Math.min(line, tree.getLineStarts().length) - 1, 0) + column - 1;

function positionOf(tree: ts.SourceFile, file: string, offset: number): Position {
  const { line, character } = tree.getLineAndCharacterOfPosition(offset);
  return { file, line: line + 1, column: character + 1 };
}
