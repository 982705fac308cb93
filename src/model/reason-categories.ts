import { type Text, text } from './text.js';
import { readyFor } from './words.js';

/** Categories group reasons for reading; they never replace them. */
export const CATEGORIES = {
  duplicate: text('duplicate', 'дубль'),
  spam: text('spam or wrong number', 'спам или неверный номер'),
  wanted_free: text('wanted it free', 'хотел бесплатно'),
  not_target: text('not the target', 'не целевой'),
  competitor: text('competitor', 'конкурент'),
  price: text('price', 'цена'),
  no_answer: text('no answer', 'нет ответа'),
  timing: text('timing', 'не сейчас'),
  changed_mind: text('changed mind', 'передумал'),
  conditions: text('conditions', 'условия'),
  other: text('other', 'другое'),
} as const satisfies Record<string, Text>;
type Category = keyof typeof CATEGORIES;
const LABELS: ReadonlyMap<string, Text> = new Map(Object.entries(CATEGORIES));

/** A category in words; one that a configuration names has no others. */
export const categoryLabel = (category: string): Text | undefined => LABELS.get(category);

/** Lower case, ё as е, punctuation as blanks, one blank between words. */
export const foldWords = (words: string): string =>
  words
    .normalize('NFC')
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/['’]/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** Words in the reasons of each category, Russian and English. The first category that fits counts. */
const WORDS: [Category, RegExp][] = [
  [
    'duplicate',
    /(?<!(?:^| )(?:не|not|no|isnt)(?: (?:является|это|a|the))? )(?:дубл(?!\S* нет(?: |$))|повторн\S* (?:заявк|лид|обращ)|двойн\S* (?:заявк|лид|обращ)|задво|duplicate|duplikat|duplicad|doublon)|(?:^| )(?:повтор|dupe?|double (?:lead|entry|request))(?: |$)|уже (?:есть|существует|заведен\S*|создан\S*) в (?:базе|crm|срм|системе)|уже наш клиент|уже клиент$|already (?:(?:a )?(?:client|customer)|exists|in (?:the )?(?:crm|database|system))/u,
  ],
  [
    'spam',
    /спам|неверн\S* (?:номер|телефон)|некорректн\S* (?:номер|телефон)|(?<!\p{L})(?:тест|бот[аыу]?(?!\p{L}))|spam|(?:invalid|wrong|bad) (?:number|phone|contact)|inadequate|неадекват|розыгрыш|fake/u,
  ],
  ['wanted_free', /бесплатн|\bfree\b|for free|даром/u],
  [
    'not_target',
    /нецелев|не целев|не наш|не по адресу|физ(?:ическ\S*)? ?лиц|физик|просто (?:хотел )?узна|интересовал|другой (?:город|регион)|не (?:наша|та) (?:услуга|тема)|non target|not (?:a |the )?target|not relevant|irrelevant|does not speak|wrong (?:region|product)|not for myself|job seeker|student|refugee/u,
  ],
  [
    'competitor',
    /конкурент|друг\S* (?:компани|поставщик|подрядчик)|выбрал\S* друг|купил\S* в друг|competitor|rival|went (?:to|with) (?:an)?other|better offer/u,
  ],
  [
    'price',
    /дорог|(?<!\p{L})цен[аеыуо]|стоимост|бюджет|нет денег|не по карману|expensive|price|pricing|budget|cost|too much|no money|afford|profitable/u,
  ],
  [
    'no_answer',
    /недозвон|не (?:дозвон|отвеча|ответил|берет|взял|выходит)|нет (?:связи|ответа)|пропал|перестал\S* отвеча|игнор|no (?:answer|response|reply|contact)|doesnt answer|not answer|stopped (?:answering|communicating|responding)|unreach|ghost/u,
  ],
  [
    'timing',
    /не срочно|позже|отложи|не сейчас|подума|время|рано|сезон|следующ|не актуал|неактуал|later|not now|postpone|timing|time to think|next (?:stream|year|quarter|month)|too early|on hold|согласов/u,
  ],
  [
    'changed_mind',
    /передума|отказал|не (?:хочет|нужн|интерес|буд)|раздума|changed (?:mind|decision)|not interested|no longer|no need|refus|different direction|didnt leave/u,
  ],
  ['conditions', /услови|срок|доставк|рассрочк|договор|conditions|contract|terms|delivery|feature|integration/u],
];

/** Whether a category, built-in or configured (`Дубли`), is that of duplicate leads. */
export const isOfDuplicates = (category: string): boolean =>
  category === 'duplicate' || categoryOf(category) === 'duplicate';

/** The category of a reason, or null where its words tell none. */
export function categoryOf(reason: string): Category | null {
  const folded = foldWords(reason);
  return WORDS.find(([, words]) => readyFor(words, folded).test(folded))?.[0] ?? null;
}

/** The same of leads that are none: spam and tests too. */
export const isJunk = (category: string): boolean =>
  ['spam', 'duplicate'].includes(category) || ['spam', 'duplicate'].includes(categoryOf(category) ?? '');

/** Whether a category is of leads that nobody decided about: unreachable, or no leads at all. */
export const isUnreached = (category: string): boolean =>
  isJunk(category) || category === 'no_answer' || categoryOf(category) === 'no_answer';

/** Whether a reason says that the lead was somebody's own test: `Test`, «Тестовая заявка». */
export const isTest = (reason: string): boolean =>
  /^(?:test(?:ing)?|тест(?:ов\p{L}+)?)(?: (?:lead|request|order|entry|call|лид|заявк[аи]|обращение|звонок))?$/u.test(
    foldWords(reason),
  );

/** Words that stand where a reason belongs and give none. */
const NO_CONTENT = new Set(['другое', 'прочее', 'не указано', 'не указана', 'other', '']);

/** Whether a reason says nothing, in general or by the (folded) texts of the configuration. */
export function saysNothing(reason: string, more: ReadonlySet<string> = new Set()): boolean {
  const folded = foldWords(reason);
  return NO_CONTENT.has(folded) || more.has(folded);
}
