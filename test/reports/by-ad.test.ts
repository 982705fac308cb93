import { expect, it } from 'vitest';
import { folder, funnel, rowsOf } from '../cli/run.js';

const META =
  'Day,Campaign name,Ad set name,Ad name,Amount spent (USD),Link clicks\n2026-03-01,spring,women,red,10.00,5\n2026-03-01,spring,men,blue,20.00,6\n2026-03-02,spring,women,blue,5.50,2\n';
const FORM =
  'id,created_time,campaign_name,adset_name,ad_name,form_name\nl:1,2026-03-01T10:00:00,spring,women,red,f\nl:2,2026-03-02T10:00:00,spring,women,blue,f\n';
const by = async (dimension: string, files: Record<string, string>) => {
  const { out, err, code } = await funnel(['sources', folder(files), '--by', dimension, '-f', 'json', '--all']);
  expect([code, code === 0 ? '' : err]).toEqual([0, '']);
  const own = rowsOf(out, 'sources').filter((row) => !['(paid)', '(total)'].includes(row.get('source') as string));
  return Object.fromEntries(
    own.map((row): [string, unknown[]] => [String(row.get(dimension)), [row.get('spend'), row.get('leads')]]),
  );
};

it('spend and the leads of forms are told apart by ad group and by ad', { tags: 'slow' }, async () => {
  const files = { 'meta.csv': META, 'form.csv': FORM };
  expect(await by('ad_group', files)).toMatchObject({ women: ['15.50', 2], men: ['20.00', expect.anything()] });
  expect(await by('ad', files)).toMatchObject({ red: ['10.00', 1], blue: ['25.50', 1] });
});

it('spend of campaigns has no ads: it is blank, and not divided', { tags: 'slow' }, async () => {
  const files = { 'ads.csv': 'Day,Source,Campaign,Cost\n2026-03-01,a,spring,10\n', 'form.csv': FORM };
  const found = await by('ad', files);
  expect(Object.values(found).map(([spend]) => spend)).toEqual(Object.keys(found).map(() => null));
});
