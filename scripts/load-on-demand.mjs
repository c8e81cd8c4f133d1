// Part of `npm run build`. Makes the compiled package load on demand. lib/index.js loads a file when one of its exports
// is first used. These files load their imports on first use, and every file loads the YAML parser when it first parses
// YAML. Otherwise a program that imports a construct would also wait for the planner, the checker and the parser, which
// adds a third to the load time of cdk8s. The source itself can't do this, because the tests do not resolve a call of
// require() to TypeScript.
//
// Usage: node scripts/load-on-demand.mjs [FOLDER]
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import ts from 'typescript';
import { root } from './run.mjs';

const [folder = join(root, 'lib')] = process.argv.slice(2);
const INDEX = 'index.js';

const parse = (file) =>
  ts.createSourceFile(file, readFileSync(join(folder, file), 'utf8'), ts.ScriptTarget.ES2022, true, ts.ScriptKind.JS);

const exported = parse(INDEX)
  .statements.flatMap((statement) => requireOf(statement)?.module ?? [])
  .map((module) => `${posix.normalize(module)}.js`);

for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
  if (!file.endsWith('.js')) continue;
  const loadsAllOnDemand = file === INDEX || exported.includes(file.replaceAll('\\', '/'));
  // Don't parse the many files in which nothing changes.
  if (!loadsAllOnDemand && !readFileSync(join(folder, file), 'utf8').includes('require("yaml")')) continue;
  const source = parse(file);
  const { transformed } = ts.transform(source, [
    (context) => (tree) => loadOnDemand(tree, loadsAllOnDemand ? () => true : (module) => module === 'yaml', context),
    ...(file === INDEX ? [(context) => (tree) => hideGetters(tree, context)] : []),
  ]);
  // Keep unchanged files as the compiler wrote them.
  if (transformed[0] !== source) writeFileSync(join(folder, file), ts.createPrinter().printFile(transformed[0]));
}

/** Returns the name and the module of `const name_1 = require("module")`, or undefined for any other statement. */
function requireOf(statement) {
  if (!ts.isVariableStatement(statement) || statement.declarationList.declarations.length !== 1) return undefined;
  const [{ name, initializer }] = statement.declarationList.declarations;
  const isRequire =
    ts.isIdentifier(name) &&
    initializer !== undefined &&
    ts.isCallExpression(initializer) &&
    ts.isIdentifier(initializer.expression) &&
    initializer.expression.text === 'require' &&
    ts.isStringLiteral(initializer.arguments[0]);
  return isRequire ? { name: name.text, module: initializer.arguments[0].text } : undefined;
}

/** Turns each `const name_1 = require("module")` into a function, and each use of `name_1` into a call of it. */
function loadOnDemand(tree, isOnDemand, context) {
  const { factory } = context;
  const names = new Set();
  const statements = tree.statements.flatMap((statement) => {
    const required = requireOf(statement);
    if (required === undefined || !isOnDemand(required.module)) return [statement];
    names.add(required.name);
    return loader(required, factory);
  });
  if (names.size === 0) return tree;
  const visit = (node) => {
    // The compiler writes each use as the object of a property, `name_1.exported`, with names that occur nowhere else.
    if (ts.isPropertyAccessExpression(node) && ts.isIdentifier(node.expression) && names.has(node.expression.text)) {
      return factory.updatePropertyAccessExpression(
        node,
        factory.createCallExpression(node.expression, undefined, []),
        node.name,
      );
    }
    if (ts.isIdentifier(node) && names.has(node.text)) throw new Error(`${tree.fileName}: ${node.text} stands alone`);
    return ts.visitEachChild(node, visit, context);
  };
  // Skip the new loaders, because only code from the compiler has uses.
  const changed = statements.map((statement) => (statement.pos < 0 ? statement : ts.visitNode(statement, visit)));
  return factory.updateSourceFile(tree, changed);
}

/** Returns `let name_loaded; const name = () => (name_loaded ??= require("module"));`. */
function loader({ name, module }, factory) {
  const loaded = `${name}_loaded`;
  const declare = (flags, declared, initializer) =>
    factory.createVariableStatement(
      undefined,
      factory.createVariableDeclarationList(
        [factory.createVariableDeclaration(declared, undefined, undefined, initializer)],
        flags,
      ),
    );
  const require = factory.createCallExpression(factory.createIdentifier('require'), undefined, [
    factory.createStringLiteral(module),
  ]);
  const assign = factory.createBinaryExpression(
    factory.createIdentifier(loaded),
    ts.SyntaxKind.QuestionQuestionEqualsToken,
    require,
  );
  const body = factory.createParenthesizedExpression(assign);
  const load = factory.createArrowFunction(undefined, undefined, [], undefined, undefined, body);
  return [declare(ts.NodeFlags.Let, loaded), declare(ts.NodeFlags.Const, name, load)];
}

/**
 * Puts the names of the getters into parentheses: `Object.defineProperty(exports, ("name"), …)`. For an ES module that
 * imports lib/index.js, Node.js finds the exported names in the code: in the line `exports.a = exports.b = void 0`,
 * unless it sees that a getter does more than a lookup. It does not look into parentheses
 * (https://github.com/nodejs/cjs-module-lexer).
 */
function hideGetters(tree, context) {
  const { factory } = context;
  const visit = (node) => {
    if (!isGetter(node)) return ts.visitEachChild(node, visit, context);
    const [object, name, descriptor] = node.arguments;
    const hidden = factory.createParenthesizedExpression(name);
    return factory.updateCallExpression(node, node.expression, undefined, [object, hidden, descriptor]);
  };
  return ts.visitNode(tree, visit);
}

/** Reports whether a node is `Object.defineProperty(exports, "name", { enumerable: true, get: … })`. */
function isGetter(node) {
  return (
    ts.isCallExpression(node) &&
    ts.isPropertyAccessExpression(node.expression) &&
    node.expression.name.text === 'defineProperty' &&
    ts.isObjectLiteralExpression(node.arguments[2]) &&
    node.arguments[2].properties.some((property) => property.name?.text === 'get')
  );
}
