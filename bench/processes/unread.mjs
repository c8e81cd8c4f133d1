// Reads two states of many custom resources that no rule looks at: `node bench/processes/unread.mjs <objects>`. Prints
// the bytes of both texts, and those of all live objects once they are read, with the texts.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { internal } from '../internal.mjs';

const { readManifests } = internal('manifests/yaml/read-manifests');
const { SharedDocuments } = internal('manifests/yaml/shared-documents');
const { toState } = internal('manifests/to-state');

const count = Number(process.argv[2]);
setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');

function live() {
  collect();
  return process.memoryUsage().heapUsed;
}

function textOf(change) {
  const objects = Array.from(
    { length: count },
    (_, index) =>
      `apiVersion: example.com/v1\nkind: Widget\nmetadata:\n  name: widget-${100_000 + index}\n  namespace: shop\nspec:\n  size: ${change}\n`,
  );
  return objects.join('---\n');
}

// The first object loads what is loaded on demand.
toState(readManifests('apiVersion: example.com/v1\nkind: Widget\nmetadata:\n  name: first\n', 'first.yaml'));
const before = live();
const shared = new SharedDocuments();
const texts = [textOf(1), textOf(2)];
const states = texts.map((text) => toState(readManifests(text, 'bench.yaml', shared), shared.objects));
const alive = live() - before;
const bytes = texts.reduce((sum, text) => sum + text.length, 0);
// The states are used once more, so that they are alive until here.
process.stdout.write(JSON.stringify({ bytes, alive, states: states.length }));
