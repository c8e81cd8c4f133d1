import { Yaml } from 'cdk8s';
import { BlueGreenApp, CanaryApp, Color } from 'cdk8s-rollouts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import {
  keyProblem,
  labelProblems,
  nameProblem,
  portNameProblem,
  serviceNameProblem,
  versionProblem,
} from '../../src/validate/names';
import { blueGreenYaml, canaryYaml, failure } from '../support/synthesize';
import { versionToNameSuffix, versionToLabelValue } from '../../src/plan/release-names';

const letters = (count: number): string => 'a'.repeat(count);

describe('a version', () => {
  it.each([
    ['v1', 'v1', 'v1'],
    ['2.0.1', '2-0-1', '2.0.1'],
    ['2.0.1+build', '2-0-1-build', '2.0.1_build'],
    ['V1_RC.2', 'v1-rc-2', 'V1_RC.2'],
    ['1.0.0-rc.1+exp.sha.5114f85', '1-0-0-rc-1-exp-sha-5114f85', '1.0.0-rc.1_exp.sha.5114f85'],
  ])('%s ends a name as %s and is the label %s', (version, suffix, label) => {
    expect(versionToNameSuffix(version)).toBe(suffix);
    expect(versionToLabelValue(version)).toBe(label);
    expect(versionProblem('version', version)).toBeUndefined();
  });

  it.each([
    '',
    ' ',
    'v 1',
    '-v1',
    'v1-',
    '.1',
    '1.',
    '+1',
    'v1/2',
    'v:1',
    'é',
    'v1\n',
    '0o7',
    '0O17',
    '0X1F',
    '0B1',
    1,
    null,
  ])('%j is refused', (version) => {
    expect(versionProblem('stable.version', version)?.prop).toBe('stable.version');
  });

  it('is at most 63 characters long, as a label is', () => {
    expect(versionProblem('version', letters(63))).toBeUndefined();
    expect(versionProblem('version', letters(64))).toBeDefined();
  });

  it('that is accepted makes a valid name and a valid label', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z0-9][-A-Za-z0-9_.+]{0,20}[A-Za-z0-9]$/), (version) => {
        fc.pre(versionProblem('version', version) === undefined);
        expect(nameProblem('name', `my-app-${versionToNameSuffix(version)}`)).toBeUndefined();
        expect(labelProblems('labels', { version: versionToLabelValue(version) })).toEqual([]);
      }),
    );
  });
});

describe('a label value', () => {
  it('that is accepted is read back unchanged, by the YAML 1.1 of kubectl and by YAML 1.2', () => {
    const numberLike = fc.stringMatching(/^0?[bBoOxX.]?[0-9a-fA-F_.eE+-]{1,6}$/);
    const wordLike = fc.constantFrom(
      'yes',
      'No',
      'on',
      'OFF',
      'y',
      'N',
      'true',
      'False',
      'null',
      'Null',
      '1e3',
      '08',
      '1_000',
    );
    const labelLike = fc.stringMatching(/^[A-Za-z0-9][-A-Za-z0-9_.]{0,8}$/);
    fc.assert(
      fc.property(fc.oneof(numberLike, wordLike, labelLike), (value) => {
        fc.pre(labelProblems('labels', { value }).length === 0);
        const yaml = Yaml.stringify({ value });
        expect(parse(yaml, { version: '1.1' })).toEqual({ value });
        expect(parse(yaml, { version: '1.2' })).toEqual({ value });
        // Values that go-yaml, the parser of kubectl, accepts in addition to YAML 1.1: strconv.ParseInt with base 0.
        expect(yaml).not.toMatch(/^value: [-+]?(0[bB][01_]+|0[oO][0-7_]+|0[xX][0-9a-fA-F_]+)\n$/);
      }),
    );
  });

  it.each(['0o7', '0O7', '0X1F', '0B1', '-0o7', ' ', 'a b', '-a', 'a-', 'é', letters(64), 5, null, true])(
    '%j is refused',
    (value) => {
      expect(labelProblems('podLabels', { tier: value }).map(({ prop }) => prop)).toEqual(['podLabels["tier"]']);
    },
  );

  it.each(['', 'a', 'A.b_c-D', '0x1F', '1.0', letters(63)])('%j is taken', (value) => {
    expect(labelProblems('podLabels', { tier: value })).toEqual([]);
  });
});

describe('a key', () => {
  it.each(['app', 'app.kubernetes.io/name', 'example.com/a_b.c', letters(63), `${letters(63)}.${letters(63)}/x`])(
    '%s is taken',
    (key) => {
      expect(keyProblem('appLabel', key)).toBeUndefined();
    },
  );

  it.each(['', '/', 'a/', '/a', 'a/b/c', 'a b', 'Example.com/a', '-a', letters(64), `${'a.'.repeat(127)}/x`, 5, null])(
    '%j is refused',
    (key) => {
      expect(keyProblem('appLabel', key)?.prop).toBe('appLabel');
    },
  );
});

describe('a name', () => {
  it.each(['a', 'my-app', '1app', letters(63)])('%s may be that of a Deployment', (name) => {
    expect(nameProblem('name', name)).toBeUndefined();
  });

  it.each(['', 'My-App', 'my_app', 'my.app', '-a', 'a-', 'a b', 'a\n', letters(64), 5, null])('%j may not', (name) => {
    expect(nameProblem('name', name)?.prop).toBe('name');
  });

  it('of a Service begins with a letter', () => {
    expect(serviceNameProblem('serviceName', 'a1')).toBeUndefined();
    expect(serviceNameProblem('serviceName', '1a')?.prop).toBe('serviceName');
  });

  it('that is only too long asks to be shortened by the excess', () => {
    expect(nameProblem('name', letters(66))?.fix).toBe('shorten it by 3');
    expect(serviceNameProblem('serviceName', letters(64))?.fix).toBe('shorten it by 1');
    expect(nameProblem('name', `${letters(66)}_`)?.fix).toBe('rename it');
  });

  it.each(['http', 'a', 'grpc-web', '8080-tcp', letters(15)])('%s may be that of a port', (name) => {
    expect(portNameProblem('portName', name)).toBeUndefined();
  });

  it.each(['', 'HTTP', '8080', 'a--b', '-a', 'a-', letters(16), null])('%j may not be that of a port', (name) => {
    expect(portNameProblem('portName', name)?.prop).toBe('portName');
  });
});

describe('the names that are made from the app name', () => {
  const blueGreen = { replicas: 1, port: 80, active: Color.BLUE, blue: { image: 'a' } };
  const canary = { replicas: 1, port: 80, stable: { version: 'v1', image: 'a' } };
  const SERVICE_NAME =
    'a DNS label of at most 63 characters that begins with a letter (lower-case letters, digits and "-", with a letter or digit at the end)';

  it('have 63 characters at most, with the longest suffix', () => {
    const name = letters(55);
    expect(blueGreenYaml({ ...blueGreen, name })).toContain(`  name: ${name}-service\n`);
    expect(canaryYaml({ ...canary, name })).toContain(`  name: ${name}-service\n`);
  });

  it('can be longer if they are pinned', () => {
    const name = letters(63);
    const pins = { serviceName: 'web', previewServiceName: 'try' };
    const blue = { image: 'a', deploymentName: 'web' };
    expect(blueGreenYaml({ ...blueGreen, ...pins, blue, name })).toContain(`    app: ${name}\n`);
    const stable = { ...canary.stable, deploymentName: 'web' };
    expect(canaryYaml({ ...canary, serviceName: 'web', stable, name })).toContain(`    app: ${name}\n`);
  });

  it('are reported one by one if they are too long', () => {
    const name = letters(58);
    expect(failure((chart) => new BlueGreenApp(chart, 'Shop', { ...blueGreen, name, green: { image: 'b' } }))).toBe(
      [
        `BlueGreenApp shop/Shop: 3 problems`,
        `  - serviceName: expected ${SERVICE_NAME}, got "${name}-service"; use a shorter or different name, or set serviceName`,
        `  - previewServiceName: expected ${SERVICE_NAME}, got "${name}-preview"; use a shorter or different name, or set previewServiceName`,
        `  - green.deploymentName: expected a DNS label of at most 63 characters (lower-case letters, digits and "-", with a letter or digit at both ends), got "${name}-green"; use a shorter or different name, or set green.deploymentName`,
      ].join('\n'),
    );
  });

  it('count the version in', () => {
    const stable = { version: '1.2.3+build.45', image: 'a' };
    const name = letters(50);
    expect(failure((chart) => new CanaryApp(chart, 'Shop', { ...canary, name, stable }))).toBe(
      `CanaryApp shop/Shop: stable.deploymentName: expected a DNS label of at most 63 characters (lower-case letters, digits and "-", with a letter or digit at both ends), got "${name}-1-2-3-build-45"; use a shorter or different name, or set stable.deploymentName`,
    );
  });

  it('may begin with a digit if the Services are pinned', () => {
    const props = { ...blueGreen, name: '1app' };
    expect(blueGreenYaml({ ...props, serviceName: 'app', previewServiceName: 'preview' })).toContain(
      '  name: 1app-blue\n',
    );
    expect(failure((chart) => new BlueGreenApp(chart, 'Shop', { ...props, previewService: false }))).toBe(
      `BlueGreenApp shop/Shop: serviceName: expected ${SERVICE_NAME}, got "1app-service"; use a shorter or different name, or set serviceName`,
    );
  });

  it.each<[string, object, string]>([
    ['serviceName', { serviceName: 'Web' }, `serviceName: expected ${SERVICE_NAME}, got "Web"; rename it`],
    ['serviceName', { serviceName: null }, `serviceName: expected ${SERVICE_NAME}, got null; rename it`],
    [
      'previewServiceName',
      { previewServiceName: '1-preview' },
      `previewServiceName: expected ${SERVICE_NAME}, got "1-preview"; rename it`,
    ],
    [
      'previewServiceName',
      { previewServiceName: 'my-app-service' },
      'previewServiceName: expected a name other than serviceName, got "my-app-service"; give each Service its own name',
    ],
    [
      'serviceName',
      { serviceName: 'my-app-preview' },
      'previewServiceName: expected a name other than serviceName, got "my-app-preview"; give each Service its own name',
    ],
    [
      'namespace',
      { namespace: 'a.b' },
      'namespace: expected a DNS label of at most 63 characters (lower-case letters, digits and "-", with a letter or digit at both ends), got "a.b"; rename it',
    ],
    [
      'deploymentName',
      { blue: { image: 'a', deploymentName: '' } },
      'blue.deploymentName: expected a DNS label of at most 63 characters (lower-case letters, digits and "-", with a letter or digit at both ends), got ""; rename it',
    ],
  ])('are checked if they are pinned: %s', (_, props, problem) => {
    const all = { ...blueGreen, name: 'my-app', ...props };
    expect(failure((chart) => new BlueGreenApp(chart, 'Shop', all as never))).toBe(
      `BlueGreenApp shop/Shop: ${problem}`,
    );
  });

  it('of two Deployments must differ', () => {
    const props = { ...blueGreen, name: 'my-app', green: { image: 'b', deploymentName: 'my-app-blue' } };
    expect(failure((chart) => new BlueGreenApp(chart, 'Shop', props))).toBe(
      'BlueGreenApp shop/Shop: green.deploymentName: expected a name other than that of blue, got "my-app-blue"; set green.deploymentName, or use version names that differ in more than case and punctuation',
    );
  });

  it("that a terminal can't show are escaped in an error", () => {
    expect(failure((chart) => new BlueGreenApp(chart, 'Shop', { ...blueGreen, name: 'my-app\u001b[31m\n' }))).toBe(
      'BlueGreenApp shop/Shop: name: expected a DNS label of at most 63 characters (lower-case letters, digits and "-", with a letter or digit at both ends), got "my-app\\u001b[31m\\n"; rename it',
    );
  });
});
