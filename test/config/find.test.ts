import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findConfig } from '../../src/config/find.js';

let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'funnel-find-'));
  await mkdir(join(root, 'work', 'deep'), { recursive: true });
  await mkdir(join(root, 'exports', 'october'), { recursive: true });
  await writeFile(join(root, 'exports', 'deals.csv'), 'Id\n');
});
afterEach(() => rm(root, { recursive: true }));

const put = async (...parts: string[]) => {
  const path = join(root, ...parts);
  await writeFile(path, '');
  return path;
};
const find = (...paths: string[]) => findConfig(paths, join(root, 'work', 'deep'));

test('it is found in a folder, beside a file, and beside what a glob matches', async () => {
  const path = await put('exports', 'funnel.yaml');
  expect(await find('../../exports')).toBe(path);
  expect(await find('../../exports/')).toBe(path);
  expect(await find(join(root, 'exports', 'deals.csv'))).toBe(path);
  expect(await find('../../exports/*.csv')).toBe(path);
  expect(await find('../../exports/**/*.csv')).toBe(path);
  expect(await find('../../exports/d{eals,ata}.csv')).toBe(path);
  expect(await find('../../exports/not-there.csv')).toBe(path);
});

test('the first path that has one decides, and standard input has none', async () => {
  const path = await put('exports', 'funnel.yaml');
  await put('exports', 'october', 'funnel.yml');
  expect(await find('-', '../../work', '../../exports', '../../exports/october')).toBe(path);
});

test('paths come before the current folder, the current one before those above', async () => {
  const above = await put('funnel.yaml');
  expect(await find()).toBe(above);
  expect(await find('../../exports')).toBe(above);
  const near = await put('work', 'deep', 'funnel.yml');
  expect(await find()).toBe(near);
  const beside = await put('exports', 'funnel.yaml');
  expect(await find('../../exports')).toBe(beside);
});

test('the folders above the exports are not searched', async () => {
  await put('exports', 'funnel.yaml');
  expect(await find('../../exports/october')).toBeNull();
});

test('a folder of that name is none, and two files are one too many', async () => {
  await mkdir(join(root, 'exports', 'funnel.yaml'));
  expect(await find('../../exports')).toBeNull();
  await put('work', 'funnel.yaml');
  await put('work', 'funnel.yml');
  await expect(find()).rejects.toMatchObject({ what: { en: 'funnel.yaml and funnel.yml are both there' } });
});
