import { describe, expect, it } from 'vitest';
import { describeManifestProblem } from '../../src/manifests/manifest-problem';
import { MAX_RELEASE_LENGTH } from '../../src/release/parse-document';
import { readRelease } from '../../src/release/read-release';

const CANARY = `strategy: canary
replicas: 10
steps: [10, 30, 50, 100]
current: { version: v1, image: registry.example.com/shop:1.8.2 }
next: { version: v2, image: registry.example.com/shop:2.0.0 }
stage: 3            # v2 at 30%
`;

const BLUE_GREEN = `strategy: blue-green
replicas: 3
current:
  image: shop:1.8.2
  color: blue
`;

function problemsOf(text: string): string[] {
  return (readRelease(text, 'shop.yaml').problems ?? []).map(describeManifestProblem);
}

describe('a release file', () => {
  it('is read as it is written', () => {
    expect(readRelease(CANARY, 'shop.yaml')).toEqual({
      value: {
        strategy: 'canary',
        replicas: 10,
        steps: [10, 30, 50, 100],
        current: { version: 'v1', image: 'registry.example.com/shop:1.8.2' },
        next: { version: 'v2', image: 'registry.example.com/shop:2.0.0' },
        stage: 3,
      },
    });
    expect(readRelease(BLUE_GREEN, 'shop.yaml').value).toEqual({
      strategy: 'blue-green',
      replicas: 3,
      current: { image: 'shop:1.8.2', color: 'blue' },
    });
  });

  it('may be JSON, have a byte order mark and Windows line ends', () => {
    const { value: release } = readRelease(CANARY, 'shop.yaml');
    expect(readRelease(JSON.stringify(release), 'shop.json')).toEqual({ value: release });
    expect(readRelease(`\ufeff${CANARY.replaceAll('\n', '\r\n')}`, 'shop.yaml')).toEqual({ value: release });
  });

  it('may say why it is held', () => {
    expect(readRelease(`${CANARY}held: error rate is up\n`, 'shop.yaml').value?.held).toBe('error rate is up');
  });

  it('needs one more line for a release to start', () => {
    expect(readRelease(`${BLUE_GREEN}next: { image: shop:2.0.0 }\n`, 'shop.yaml').problems).toBeUndefined();
  });
});

describe('the problems of a release file', () => {
  it.each<[string, string, string[]]>([
    [
      'nothing in it',
      '# none yet\n',
      ['1:1: expected a map, got an empty file; write at least strategy, replicas and current'],
    ],
    ['a list', '- canary\n', ['1:1: expected a map, got a list; write at least strategy, replicas and current']],
    ['a word', 'canary\n', ['1:1: expected a map, got a single value; write at least strategy, replicas and current']],
    ['two documents', `${CANARY}---\n${CANARY}`, ['7:1: expected a single document, got a second one; remove it']],
    [
      'a conflict of git',
      `${CANARY}<<<<<<< HEAD\nheld: true\n=======\nheld: false\n>>>>>>> main\n`,
      ['7:1: expected YAML, got a merge conflict of git (<<<<<<< HEAD); resolve the conflict'],
    ],
    [
      'bad YAML',
      'steps: [10',
      ['1:11: flow sequence in block collection must be sufficiently indented and end with a ]; fix the YAML'],
    ],
    ['a key twice', `${CANARY}stage: 4\n`, ['7:1: map keys must be unique; remove one of them']],
    [
      'an anchor',
      CANARY.replace('10\n', '&pods 10\n'),
      ['2:17: expected plain values, got the anchor &pods; write it out'],
    ],
    ['a tag', CANARY.replace('10\n', '!pods 10\n'), ['2:11: unresolved tag: !pods; fix the YAML']],
    [
      'a text that is too long',
      '#'.repeat(MAX_RELEASE_LENGTH + 1),
      ['1:1: expected a release file of at most 100000, got 100001 characters; remove everything else from it'],
    ],
    [
      'a text that is too deep',
      '['.repeat(1000),
      ['1:201: expected at most 200 levels, got lists or maps that are nested too deeply; flatten them'],
    ],
    [
      'misspelled keys',
      CANARY.replace('replicas', 'replica').replace(
        'image: registry.example.com/shop:2',
        'imgae: registry.example.com/shop:2',
      ),
      [
        '2:1: replica: unknown field, got 10; did you mean replicas?',
        '5:22: next.imgae: unknown field, got "registry.example.com/shop:2.0.0"; did you mean image?',
        '5:1: next.image: expected an image reference: [registry[:port]/]name[:tag][@digest], the name in lower case, without spaces, got undefined; write it as for "docker pull", for example registry.example.com:5000/shop/web:1.4.2',
        '1:1: replicas: expected a whole number from 1 to 2147483647, got undefined; state how many pods serve before and after the release',
      ],
    ],
    [
      'a key that is like none',
      `${CANARY}apiVersion: v1\n`,
      [
        '7:1: apiVersion: unknown field, got "v1"; remove it, or use one of strategy, replicas, steps, maxUnavailable, maxSurge, tolerance, capacityPolicy, previewReplicas, overlap, current, next, stage, held',
      ],
    ],
    [
      'no strategy',
      BLUE_GREEN.replace('blue-green', 'recreate'),
      ['1:1: strategy: expected canary or blue-green, got "recreate"; write strategy: canary or strategy: blue-green'],
    ],
    [
      'a field of the other strategy',
      `${BLUE_GREEN}steps: [50]\n`,
      ['6:1: steps: expected no value with strategy: blue-green, got [50]; remove it, or set strategy: canary'],
    ],
    [
      'steps that fall',
      CANARY.replace('30,', '5,'),
      [
        '3:13: steps[1]: expected more than the step before, 10, got 5; pass rising percentages such as [10, 30, 50, 100]',
      ],
    ],
    [
      'a step that the pods cannot serve',
      CANARY.replace('replicas: 10', 'replicas: 2'),
      [
        '3:9: steps[0]: expected a percentage that 2 to 3 pods can serve within 5 points (the closest is 33.33%, with 2 current + 1 next), got 10; set replicas: 6, maxSurge: 5 or tolerance: 23.34',
      ],
    ],
    [
      'a version that YAML takes for a number',
      CANARY.replace('version: v2', 'version: 1.10'),
      [
        '5:9: next.version: expected 1 to 63 letters, digits, ".", "_", "+" and "-", with a letter or digit at both ends, that YAML does not read as a number, got 1.1; put it in quotes: version: "1.10"',
      ],
    ],
    [
      'an image without its map',
      `${BLUE_GREEN}next: shop:2.0.0\n`,
      [
        '6:1: next: expected the version that comes next, with its image, got "shop:2.0.0"; write next: { image: shop:2.0.0 }',
      ],
    ],
    [
      'an image without a tag',
      `${BLUE_GREEN}next: { image: shop }\n`,
      [
        '6:1: next.version: expected a name for the version, because the image has no tag that can name it, got undefined; add a short version such as v2 or 2.0.1',
      ],
    ],
    [
      'two versions of one name',
      `${BLUE_GREEN}next: { image: other:1.8.2 }\n`,
      [
        '6:9: next.image: expected a version other than the current one, got "other:1.8.2"; give next.version another name: a running version keeps its name',
      ],
    ],
    [
      'versions whose Deployments would have one name',
      CANARY.replace('version: v2', 'version: V1'),
      [
        '5:9: next.version: expected a Deployment other than that of the current version, got "my-app-v1"; give the next version its own name or Deployment',
      ],
    ],
    [
      'no color although colors alternate',
      BLUE_GREEN.replace('  color: blue\n', ''),
      [
        '3:1: current.color: expected blue or green, the color of the Deployment that the version runs in, got undefined; add color: blue for a new app',
      ],
    ],
    [
      'a color of the next version',
      `${BLUE_GREEN}next: { image: shop:2.0.0, color: green }\n`,
      [
        '6:28: next.color: expected no value, because the next version always gets the other color, got "green"; remove it',
      ],
    ],
    [
      'a stage and a hold without a release',
      `${BLUE_GREEN}stage: 2\nheld: true\n`,
      [
        '6:1: stage: expected no value while no release is under way, got 2; remove it, or add next: { image }',
        '7:1: held: expected no value while no release is under way, got true; remove it, or add next: { image }',
      ],
    ],
    [
      'a stage that the plan does not have',
      CANARY.replace('stage: 3', 'stage: 7'),
      [
        '6:1: stage: expected a stage of the plan, 1 to 6, got 7; choose one: 1 (v1 serves everything), 2 (v2 at 10%), 3 (v2 at 30%), 4 (v2 at 50%), 5 (v2 on the way to 100%), 6 (v2 at 100%)',
      ],
    ],
    [
      'a manifest instead of a release',
      'apiVersion: v1\nkind: Service\nmetadata: { name: web }\nspec: {}\n',
      [
        '1:1: release: expected the fields of a release, such as strategy, replicas and current, got ["apiVersion","kind","metadata","spec"]; pass a release file',
      ],
    ],
    [
      'misspelled fields alone',
      'stratgy: canary\n',
      [
        '1:1: stratgy: unknown field, got "canary"; did you mean strategy?',
        '1:1: strategy: expected canary or blue-green, got undefined; write strategy: canary or strategy: blue-green',
        '1:1: current: expected the version that runs, with its image, got undefined; write current: { image: registry.example.com/shop:2.0.0 }',
      ],
    ],
    [
      'a color that is none',
      BLUE_GREEN.replace('color: blue', 'color: red'),
      ['5:3: current.color: expected blue or green, got "red"; write color: blue or color: green'],
    ],
    [
      'a stage in quotes',
      CANARY.replace('stage: 3', 'stage: "3"'),
      ['6:1: stage: expected the number of a stage of the plan, 1 or more, got "3"; remove the quotes'],
    ],
    [
      'a stage in quotes that is none',
      CANARY.replace('stage: 3', 'stage: "0"'),
      [
        '6:1: stage: expected the number of a stage of the plan, 1 or more, got "0"; write the number of the current stage',
      ],
    ],
    [
      'an invalid stage, and a reason in several lines',
      `${CANARY.replace('stage: 3', 'stage: 0')}held: "a\\nb"\n`,
      [
        '6:1: stage: expected the number of a stage of the plan, 1 or more, got 0; write the number of the current stage',
        '7:1: held: expected true, false or a reason in one line of at most 200 characters, got "a\\nb"; write true, or a short reason in quotes',
      ],
    ],
  ])('%s', (_name, text, problems) => {
    expect(problemsOf(text)).toEqual(problems.map((problem) => `shop.yaml:${problem}`));
  });
});
