import { fold } from './fold.js';

/** What happens around a lead, and is none: a call, a task, a letter. */
const TALK =
  /^(?:call|touch(?:points?)?|interaction|task|e?mail|message|sms|event|activit(?:y|ies)|meeting|note|ticket|visit|session|usage|survey|refund|comment|chat|звон\p{L}*|задач\p{L}*|письм\p{L}*|сообщени\p{L}*|событи\p{L}*|встреч\p{L}*|визит\p{L}*|касани\p{L}*|заметк\p{L}*|anrufs?|aufgaben?|appel|tâche|llamada|tarea|chamada|tarefa|chiamata|połączeni\p{L}*|zadani\p{L}*|arama|görev|дзвін\p{L}*|завдан\p{L}*|зустріч\p{L}*)$/u;
/** What is paid for a deal: no lead either. */
const PAYMENT =
  /^(?:invoice|payment|transaction|счет\p{L}*|платеж\p{L}*|оплат\p{L}*|транзакци\p{L}*|rechnungs?|zahlungs?|facture|paiement|factura|pago|fatura|pagamento|fattura|faktur\p{L}*|płatnoś\p{L}*|ödeme|рахун\p{L}*|платіж\p{L}*)$/u;
/** What is made, brought or done for a deal. */
const MADE =
  /^(?:shipments?|shipping|deliver(?:y|ies)|dispatch|task|job|production(?:order)?|manufacturing(?:order)?|(?:work|job|shop|workshop|production)orders?|отгрузк\p{L}*|доставк\p{L}*|поставк\p{L}*|задач\p{L}*|задани\p{L}*|производств\p{L}*|заказнаряд\p{L}*|наряд\p{L}*|монтаж\p{L}*)$/u;
/** A heading that says ID, and of what: `TASKID`, `Call Id`, «№ звонка». */
const OF_ID =
  /^(?:(?:id|№|номер|код|идентификатор)\s+(?<after>\S.*)|(?<before>\S.*?)[\s_.-]*(?:id|guid|uuid|№|number|номер))$/iu;
/** Words that end so and are none. */
const NO_ID = /(?:paid|void|valid|avoid|bid|said|grid)$/iu;

/** The thing whose ID a heading names: `Call Id` → `call`; undefined: it names none. */
export function idOfWhat(heading: string): string | undefined {
  const { after, before } = OF_ID.exec(heading.trim())?.groups ?? {};
  return NO_ID.test(heading) ? undefined : (after ?? before);
}

const plain = (what: string): string =>
  fold(what)
    .replaceAll('ё', 'е')
    .replace(/[\s_.:*-]+/gu, '');

/** Whether a word names what people do about a lead. */
export const isTalk = (what: string): boolean => TALK.test(plain(what));

/** Whether a word names something made or brought for a deal, whose status is not the deal's. */
export const isMadeForDeal = (what: string): boolean => MADE.test(plain(what));

/** Whether a word names what is paid. */
export const isPayment = (what: string): boolean => PAYMENT.test(plain(what));

/** Whether a word names anything that happens around a lead, payments included. */
export const isActivity = (what: string): boolean => isTalk(what) || isPayment(what);

/** Whether headings are those of tasks: what is to be done, and by when. */
export const sayTasks = (headings: readonly string[]): boolean =>
  [SUBJECTS, DUE].every((words) => headings.some((heading) => words.has(plain(heading))));
const namesOf = (headings: readonly string[]): ReadonlySet<string> => new Set(headings.map(plain));
const SUBJECTS = namesOf([
  ...['Subject', 'Task', 'Task Name', 'Task Title', 'Task Type', 'Задача', 'Название задачи', 'Тема', 'Тема задачи'],
  ...['Тип задачи', 'Текст задачи', 'Завдання', 'Aufgabe', 'Betreff', 'Tâche', 'Objet', 'Sujet', 'Tarea', 'Asunto'],
  ...['Tarefa', 'Assunto', 'Attività', 'Oggetto', 'Zadanie', 'Temat', 'Görev', 'Konu'],
]);
const DUE = namesOf([
  ...['Due', 'Due Date', 'Due On', 'Deadline', 'Complete Till', 'Крайний срок', 'Срок', 'Срок выполнения', 'Дедлайн'],
  ...['Выполнить до', 'Термін', 'Термін виконання', 'Fällig am', 'Fälligkeitsdatum', 'Fälligkeit', 'Frist', 'Échéance'],
  ...["Date d'échéance", 'Vencimiento', 'Fecha de vencimiento', 'Fecha límite', 'Vencimento', 'Data de vencimento'],
  ...['Prazo', 'Scadenza', 'Data di scadenza', 'Termin', 'Termin wykonania', 'Son Tarih', 'Bitiş Tarihi'],
]);
