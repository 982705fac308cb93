import { afterAll, describe, expect, it } from 'vitest';
import { type Files, makeHarness } from '../intake/harness.js';

const harness = makeHarness();
afterAll(harness.remove);

const STATUSES =
  '{New: lead, Qualified: qualified, Talked: contact, Offer: proposal, Terms: decision, Paid: deal, No: lost, Declined: {lost: proposal}, Spam: ignore}';
const crm = (rows: readonly string[], columns = '', top: readonly string[] = []): Files => ({
  'crm.csv': `ID,Created,Stage,Ended,Offered,Sold,Amount\n${rows.map((row, at) => `${at + 1},2026-03-01 10:00,${row}\n`).join('')}`,
  'funnel.yaml': [
    `files: [{path: crm.csv, table: crm, columns: {lead_id: ID, created_at: Created, status: Stage, outcome: Ended, revenue: Amount${columns}}}]`,
    `statuses: ${STATUSES}`,
    ...top,
  ].join('\n'),
});

/** With a word of a status or an outcome explained. */
const explained = (files: Files, word: string): Files => ({
  ...files,
  'funnel.yaml': String(files['funnel.yaml']).replace('{New', `{${word}, New`),
});

/** The figures of stages that are reached, one by one: `reached`, or what is lost or open there. */
async function stagesOf(figure: string, files: Files, ...flags: string[]) {
  const found = (await harness.report(files, ...flags)).figures('stages', figure);
  return ['lead', 'qualified', 'contact', 'proposal', 'decision', 'deal'].map((stage) => found[stage]);
}

/** How many lost leads the notes say nothing is known of. */
async function unknownIn(files: Files): Promise<number> {
  const folder = harness.write(files);
  const { out } = await harness.start(['stages', folder, '--all'], folder);
  return Number(/nothing tells how far (\d+) of \d+ lost leads? came/.exec(out.replaceAll(/\s+/g, ' '))?.[1] ?? 0);
}

describe('where the outcome stands apart from the stage', () => {
  it('the stage says how far a lead came that the outcome calls lost', { tags: 'slow' }, async () => {
    const files = crm(['Offer,Lost,,,', 'New,,,,', 'Paid,Won,,,100']);
    expect(await stagesOf('reached', files)).toEqual([3, 2, 2, 2, 1, 1]);
    expect(await stagesOf('lost', files)).toEqual([0, 0, 0, 1, 0, 0]);
    expect((await harness.report(files)).total('lost')).toBe(1);
  });

  it('such a lead is of known depth', { tags: 'slow' }, async () => {
    const files = crm([
      ...Array.from({ length: 5 }, () => 'New,Lost,,,'),
      ...Array.from({ length: 5 }, () => 'Terms,,,,'),
    ]);
    expect(await unknownIn(files)).toBe(0);
    expect(await stagesOf('reached', files)).toEqual([10, 5, 5, 5, 5, 0]);
  });

  it('an outcome may say itself how far the lead came, and the further of both counts', { tags: 'slow' }, async () => {
    expect(await stagesOf('reached', crm(['New,Declined,,,', 'Paid,Won,,,5']))).toEqual([2, 2, 2, 2, 1, 1]);
    expect(await stagesOf('lost', crm(['New,Declined,,,', 'Paid,Won,,,5']))).toEqual([0, 0, 0, 1, 0, 0]);
    expect(await stagesOf('lost', crm(['Terms,Declined,,,', 'Paid,Won,,,5']))).toEqual([0, 0, 0, 0, 1, 0]);
  });

  it('an outcome that says won makes a deal of any stage, and one that is open says nothing', {
    tags: 'slow',
  }, async () => {
    const files = explained(crm(['New,Won,,,70', 'Offer,In work,,,5']), 'In work: lead');
    expect(await stagesOf('reached', files)).toEqual([2, 2, 2, 2, 1, 1]);
    expect((await harness.report(files)).total('revenue')).toBe('70.00');
  });

  it('an outcome that is open does not take back that a status is of lost leads', async () => {
    expect(
      (await harness.report(explained(crm(['No,In work,,,', 'Paid,Won,,,5']), 'In work: lead'))).total('lost'),
    ).toBe(1);
  });

  it('the configuration goes before the usual words', { tags: 'slow' }, async () => {
    const files = crm(['New,Won,,,70', 'Paid,,,,5'], '', []);
    const said = { ...files, 'funnel.yaml': String(files['funnel.yaml']).replace('{New', '{Won: lost, New') };
    expect([(await harness.report(said)).total('lost'), (await harness.report(said)).total('revenue')]).toEqual([
      1,
      '5.00',
    ]);
  });
});

describe('the depth of a lead', () => {
  it('of a status of lost leads is the stage that it was lost after', { tags: 'slow' }, async () => {
    const files = crm(['Declined,,,,', 'No,Early,,,', 'Paid,,,,5'], '', []);
    const said = explained(files, 'Early: {lost: lead}');
    expect(await stagesOf('lost', said)).toEqual([1, 0, 0, 1, 0, 0]);
    expect(await stagesOf('reached', said)).toEqual([3, 2, 2, 2, 1, 1]);
  });

  it('is not the contact where nothing says that the lead is qualified', { tags: 'slow' }, async () => {
    const rows = ['Talked,,,,', 'Qualified,,,,', 'Offer,,,,'];
    expect(await stagesOf('reached', crm(rows))).toEqual([3, 2, 1, 1, 0, 0]);
    const unqualified = crm(rows.filter((row) => !row.startsWith('Qualified')));
    const yaml = String(unqualified['funnel.yaml']).replace(' Qualified: qualified,', '');
    expect(await stagesOf('reached', { ...unqualified, 'funnel.yaml': yaml })).toEqual([2, null, 2, 1, 0, 0]);
  });

  it('is a stage with a date, on the as-of day itself too, and not after it', { tags: 'slow' }, async () => {
    const files = crm(['New,,2026-03-05 10:00,,', 'New,,2026-03-06 00:00,,'], ', proposal_at: Offered');
    const asOf = async (day: string) => (await stagesOf('reached', files, '--as-of', day))[3];
    expect([await asOf('2026-03-04'), await asOf('2026-03-05'), await asOf('2026-03-06')]).toEqual([0, 1, 2]);
    expect([await asOf('2026-03-05T09:59:59'), await asOf('2026-03-05T10:00:00')]).toEqual([0, 1]);
  });

  it('is none that the status means by now, where the row came to it after the as-of day', async () => {
    const files = crm(
      ['Offer,,2026-03-05 10:00,,', 'Offer,,,,', 'Offer,,2026-03-06 00:00,,'],
      ', proposal_at: Offered',
    );
    const asOf = async (day: string) => (await stagesOf('reached', files, '--as-of', day))[3];
    expect([await asOf('2026-03-04'), await asOf('2026-03-05'), await asOf('2026-03-06')]).toEqual([1, 2, 3]);
  });

  it('is strictly the last stage up to which every one is seen', { tags: 'slow' }, async () => {
    const rows = ['Offer,,,,', 'Paid,,,,5', 'Qualified,,,,', 'New,,,,'];
    expect(await stagesOf('reached', crm(rows), '--reach', 'strict')).toEqual([4, 1, 0, 0, 0, 0]);
    expect(await stagesOf('reached', crm(rows), '--reach', 'observed')).toEqual([4, 1, 0, 1, 0, 1]);
    expect(await stagesOf('reached', crm(rows), '--reach', 'implied')).toEqual([4, 3, 2, 2, 1, 1]);
    expect(await stagesOf('implied', crm(rows), '--reach', 'implied')).toEqual([0, 2, 2, 1, 1, 0]);
  });

  it('is unknown of a lost lead of which nothing tells more than that', async () => {
    const files = crm(['No,,,,', 'Declined,,,,', 'Offer,,,,', 'Paid,,,,5']);
    expect(await unknownIn(files)).toBe(1);
  });

  it('a status that is to be ignored tells nothing', async () => {
    expect(await stagesOf('reached', crm(['Spam,,,,', 'Offer,,,,']))).toEqual([2, 1, 1, 1, 0, 0]);
  });
});
