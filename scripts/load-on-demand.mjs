// Part of `npm run build`: what is compiled loads on demand. lib/index.js loads a file when what it exports is first used;
// these files load what they stand on when they are first called; and the parser of YAML is loaded when there is YAML to
// parse. Whoever imports a construct would otherwise wait for the planner, the checker and the parser too, which adds a
// third to the time that cdk8s takes to load. The source can't say so itself: the tests do not resolve a call of require()
// to TypeScript.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

const lib = new URL('../lib/', import.meta.url);

const index = readFileSync(new URL('index.js', lib), 'utf8');
const exported = [...index.matchAll(/require\("\.\/([^"]+)"\)/g)].map(([, module]) => `${module}.js`);

for (const file of readdirSync(lib, { recursive: true })) {
  if (!file.endsWith('.js')) continue;
  const url = new URL(file, lib);
  const modules = file === 'index.js' || exported.includes(file) ? '[^"]+' : 'yaml';
  const code = loadOnDemand(readFileSync(url, 'utf8'), modules);
  writeFileSync(url, file === 'index.js' ? hideGetters(code) : code);
}

/**
 * Each `const name_1 = require("module")`, as the compiler writes it, becomes a function that is called at each use.
 *
 * @param modules a pattern of the modules
 */
function loadOnDemand(code, modules) {
  const names = [];
  const declaration = new RegExp(`^(?:const|var) (\\w+_\\d+) = require\\("(${modules})"\\);$`, 'gm');
  const declared = code.replace(declaration, (_, name, module) => {
    names.push(name);
    return `let ${name}_loaded;\nconst ${name} = () => (${name}_loaded ??= require("${module}"));`;
  });
  if (names.length === 0) return code;
  return declared.replace(new RegExp(`\\b(${names.join('|')})\\.`, 'g'), '($1()).');
}

/**
 * An ES module that imports lib/index.js learns from Node.js which names it exports. Node.js reads them off the code: from
 * the line `exports.a = exports.b = void 0`, unless it sees that a getter does more than look something up. It does not
 * look into parentheses (https://github.com/nodejs/cjs-module-lexer).
 */
function hideGetters(code) {
  return code.replaceAll(
    /^Object\.defineProperty\(exports, ("\w+"), \{ enumerable/gm,
    'Object.defineProperty(exports, ($1), { enumerable',
  );
}
