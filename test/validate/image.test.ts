import { BlueGreenApp, Color } from 'cdk8s-rollouts';
import { describe, expect, it } from 'vitest';
import { imageProblem } from '../../src/validate/image';
import { blueGreenYaml, failure } from '../support/synthesize';

const hex = (count: number, digit = 'a'): string => digit.repeat(count);

describe('an image reference', () => {
  it.each([
    'nginx',
    'nginx:1.27',
    'library/nginx:latest',
    'ghcr.io/stefanprodan/podinfo:6.7.1',
    'my-app:v1.0.0',
    'localhost/app',
    'localhost:5000/app',
    'registry.example.com:5000/shop/web',
    'registry.example.com:5000/shop/web:1.4.2',
    `registry.example.com:5000/shop/web@sha256:${hex(64)}`,
    `registry.example.com:5000/shop/web:1.4.2@sha256:${hex(64)}`,
    `app@sha384:${hex(96)}`,
    `app@sha512:${hex(128)}`,
    `app@other+b64u:${hex(32)}`,
    'Registry.Example.com/app',
    '10.0.0.1:5000/app',
    '[::1]:5000/app',
    'a__b/c--d/e.f:TAG_1.2-3',
    `app:${hex(128)}`,
    `r.io/${hex(250)}`,
  ])('%s is taken', (image) => {
    expect(imageProblem('image', image)).toBeUndefined();
  });

  it.each([
    ['nothing', undefined],
    ['null', null],
    ['a number', 5],
    ['empty', ''],
    ['a space', ' '],
    ['a space in front', ' nginx'],
    ['a space behind', 'nginx '],
    ['a space within', 'my app:1'],
    ['a line break', 'nginx\n'],
    ['an upper-case name', 'My-App:v1'],
    ['an upper-case path', 'ghcr.io/Shop/web'],
    ['an upper-case path behind a port', 'localhost:5000/Web'],
    ['a scheme', 'https://ghcr.io/app'],
    ['an empty tag', 'nginx:'],
    ['two tags', 'nginx:1:2'],
    ['a tag with a slash', 'a/nginx:1/2'],
    ['a tag that is too long', `nginx:${hex(129)}`],
    ['a tag that begins with a dot', 'nginx:.1'],
    ['an invalid port', 'localhost:port/app'],
    ['a slash in front', '/nginx'],
    ['a slash behind', 'nginx/'],
    ['two slashes', 'a//b'],
    ['three underscores', 'a___b'],
    ['a name that is too long', `r.io/${hex(251)}`],
    ['an empty digest', 'nginx@'],
    ['a digest without an algorithm', `nginx@${hex(64)}`],
    ['a digest that is too short', 'nginx@sha256:abc'],
    ['a digest that is cut', `nginx@sha256:${hex(63)}`],
    ['a digest that is too long', `nginx@sha256:${hex(65)}`],
    ['an upper-case digest', `nginx@sha256:${hex(64, 'A')}`],
    ['a digest that is no number', `nginx@sha256:${hex(64, 'g')}`],
    ['a sha512 digest of the length of sha256', `nginx@sha512:${hex(64)}`],
    ['a tag behind the digest', `nginx@sha256:${hex(64)}:1`],
    ['something endless', hex(100_000)],
  ])('%s is refused', (_, image) => {
    expect(imageProblem('blue.image', image)).toEqual({
      prop: 'blue.image',
      received: image,
      expected: 'an image reference: [registry[:port]/]name[:tag][@digest], the name in lower case, without spaces',
      fix: 'write it as for "docker pull", for example registry.example.com:5000/shop/web:1.4.2',
    });
  });

  const app = { name: 'my-app', replicas: 1, port: 80, active: Color.BLUE };

  it('reaches the container as it was given', () => {
    const image = `registry.example.com:5000/shop/web:1.4.2@sha256:${hex(64)}`;
    expect(blueGreenYaml({ ...app, blue: { image } })).toContain(`        - image: ${image}\n          name: main\n`);
  });

  it('is shortened in the error if it is very long', () => {
    const message = failure((chart) => new BlueGreenApp(chart, 'Shop', { ...app, blue: { image: hex(5000) } }));
    expect(message).toBe(
      `BlueGreenApp shop/Shop: blue.image: expected an image reference: [registry[:port]/]name[:tag][@digest], the name in lower case, without spaces, got "${hex(79)}…; write it as for "docker pull", for example registry.example.com:5000/shop/web:1.4.2`,
    );
  });
});
