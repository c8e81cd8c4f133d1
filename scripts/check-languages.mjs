// Generates the packages for Python, Java, .NET and Go from the jsii assembly, and checks that they exist. It doesn't
// build them, because that takes the tools and the registries of each language. It parses the Python code if python3 is
// installed.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, run, withTemporaryFolder } from './run.mjs';

const EXAMPLE = 'examples/python';
const { jsii } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const { python, java, dotnet } = jsii.targets;

/** A file that must exist in the folder of each language. */
const EXPECTED = {
  python: `src/${python.module}/__init__.py`,
  java: `src/main/java/${java.package.replaceAll('.', '/')}/CanaryApp.java`,
  dotnet: `${dotnet.packageId}/${dotnet.namespace.replaceAll('.', '/')}/CanaryApp.cs`,
  go: 'cdk8srollouts/CanaryApp.go',
};

withTemporaryFolder((outdir) => {
  run(root, 'npm', 'run', 'check:jsii');
  run(root, 'npx', 'jsii-pacmak', '--code-only', '--outdir', outdir, '--targets', ...Object.keys(EXPECTED));
  for (const [language, file] of Object.entries(EXPECTED)) {
    const folder = join(outdir, language);
    if (!existsSync(join(folder, file))) throw new Error(`${language}: ${file} was not generated`);
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    console.log(`${language}: ${files.length} files`);
  }
  checkPythonExample(readFileSync(join(outdir, 'python', EXPECTED.python), 'utf8'));
  compilePython(join(outdir, 'python'));
});

/**
 * Checks that the generated code has the names and arguments that the example uses. The example can't run without the
 * registry.
 */
function checkPythonExample(generated) {
  const example = readFileSync(join(root, EXAMPLE, 'main.py'), 'utf8');
  const [, imported = ''] = new RegExp(`from ${python.module} import (.*)`).exec(example) ?? [];
  const names = imported.split(', ').map((name) => `class ${name}`);
  const parameters = [...example.matchAll(/\b(\w+)=/g)].map(([, name]) => `${name}:`);
  const missing = [...names, ...parameters].filter((text) => !generated.includes(text));
  if (missing.length > 0) throw new Error(`${EXAMPLE}: the generated Python has no ${missing.join(', ')}`);
  console.log(`${EXAMPLE}: ${names.length} names and ${parameters.length} arguments are in the generated Python`);
}

function compilePython(folder) {
  // Parse without writing .pyc files, because a check must not change the files.
  const compile =
    "import ast, pathlib, sys; [ast.parse(p.read_text(), str(p)) for d in sys.argv[1:] for p in pathlib.Path(d).rglob('*.py')]";
  const { status, error } = spawnSync('python3', ['-c', compile, folder, join(root, EXAMPLE)], { stdio: 'inherit' });
  if (error?.code === 'ENOENT') console.log('python: not parsed, there is no python3 here');
  else if (status !== 0) throw new Error('python: the generated code or the example is no Python');
  else console.log('python: the generated code and the example parse');
}
