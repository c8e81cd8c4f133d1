import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readManifests } from '../../src/manifests/yaml/read-manifests';
import { SharedDocuments } from '../../src/manifests/yaml/shared-documents';
import { objectsOf } from '../../src/manifests/state';
import { toState } from '../../src/manifests/to-state';
import { CORPUS, toYaml } from '../check/corpus';

const service = (name: string): string =>
  `---\napiVersion: v1\nkind: Service\nmetadata:\n  name: ${name}\nspec:\n  selector:\n    app: web\n`;

describe('documents that two texts share', () => {
  it('are read once, and keep their own file and line', () => {
    const shared = new SharedDocuments();
    const [first] = readManifests(service('web'), 'old.yaml', shared).manifests;
    const [other, second] = readManifests(service('api') + service('web'), 'new.yaml', shared).manifests;
    expect(second?.object).toBe(first?.object);
    expect(other?.object).not.toBe(first?.object);
    expect(first?.source).toMatchObject({ file: 'old.yaml', line: 2 });
    expect(second?.source).toMatchObject({ file: 'new.yaml', line: 10 });
    expect(second?.source?.locate(['spec', 'selector'])).toEqual({ line: 15, column: 3 });
  });

  it('become objects of the same fields, each with its own place', () => {
    const shared = new SharedDocuments();
    const [before, after] = ['old.yaml', 'new.yaml'].map((file) =>
      toState(readManifests(service('web'), file, shared), shared.objects).state.services.get('default/web')!,
    );
    expect(after!.selector).toBe(before!.selector);
    expect([before!.source?.file, after!.source?.file]).toEqual(['old.yaml', 'new.yaml']);
  });

  it('are not looked for among long texts, which V8 can hash by their length alone', () => {
    const shared = new SharedDocuments();
    const long = service(`web\n  annotations:\n    note: ${'a'.repeat(16_000)}`);
    const [first, second] = [1, 2].map(() => readManifests(long, 'web.yaml', shared).manifests[0]);
    expect(second?.object).toEqual(first?.object);
    expect(second?.object).not.toBe(first?.object);
  });

  it('give the same states and problems as when each text is read on its own', () => {
    const documents = CORPUS.flatMap(({ before, after }) => [...before, ...after]).map((object) => toYaml([object]));
    const text = fc.array(fc.constantFrom(...documents, 'kind: [\n', 'apiVersion: v1\nkind: Service\n'), {
      maxLength: 8,
    });
    const read = (yaml: string, shared?: SharedDocuments) => {
      const { state, problems } = toState(readManifests(yaml, 'web.yaml', shared), shared?.objects);
      const objects = objectsOf(state).map(({ source, ...object }) => ({ ...object, line: source?.line }));
      return { objects, problems };
    };
    fc.assert(
      fc.property(fc.tuple(text, text), (states) => {
        const shared = new SharedDocuments();
        for (const state of states) expect(read(state.join('---\n'), shared)).toEqual(read(state.join('---\n')));
      }),
    );
  });
});
