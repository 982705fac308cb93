import type { Pattern } from '../../model/pattern.js';
import { Words } from '../../model/words.js';

/** Whether the words of a status are denied, or only planned, by other words in it. */
export const isDenied = (status: string): boolean => DENIALS.some(([, denial]) => denial.test(status));

/** Words by their beginning (`запрос` for «Запросил»; «запрошен» needs its own), and whole words. */
const begins = (...words: readonly string[]): Words => new Words(() => `(?<!\\p{L})(?:${words.join('|')})`, 'iu');
const whole = (...words: readonly string[]): Words =>
  new Words(() => `(?<!\\p{L})(?:${words.join('|')})(?!\\p{L})`, 'iu');

const MEETING = '(?:meeting|call|demo|appointment|consultation|visit|interview|presentation)s?';
const VSTRECHA = '(?:встреч|звон|созвон|консультац|презентац|демо|замер|визит)';
const STAGED =
  'qualif|approv|won(?!\\p{L})|sold|paid|pay|purchas|contact|connect|contract|agree|invoice|offer|proposal|quot|negotiat|decision|lead|deal|target|lost|reject|spam';
const STAGED_RU =
  'квалиф|целев|продан|куплен|купил|оплач|реализ|выигра|договор|контракт|соглас|предложен|заявк|лид|отказ|спам';
const THING = 'запис|брон|доставк|оплат|предоплат|сч[её]т|договор|кп(?!\\p{L})|предложен|рассыл';
const LATER = '(?:позже|скоро|завтра|послезавтра|потом)';

const OFFER =
  'angebot|propuesta|presupuesto|cotizaci|oferta|proposta|orçamento|proposition|devis|offre|preventiv|offerta|teklif';
const TURNED_DOWN =
  'abgelehnt|rechaz|recus|refus|rifiut|odrzuc|redd|cancelad|annul|storniert|iptal|vencid|caducad|abgelaufen|expirée?';

/** Each entry says what makes something else of the words. A status that contains one of them is not guessed. */
const DENIALS: readonly (readonly [what: string, words: Pattern])[] = [
  ['a denial: «İptal değil»', whole('de[ğg]il')],
  ['a denial', whole("не|ни|нет|без|никогда|not|no|never|non|without|cannot|\\p{L}+n['’]t|hardly|barely|scarcely")],
  [
    'a denial: Nicht gewonnen, «Sin contactar», Pas gagné',
    whole(
      'nicht|nie(?:mals)?|kein(?:e[nmrs]?)?|ohne|nichts|sin|nunca|jam[aá]s|não|nem|sem|pas|jamais|sans|aucune?|mai|senza|niet|geen|nooit|zonder|bez',
    ),
  ],
  [
    'nearly, under or over: Pre-qualified, «Недо-квалифицирован»',
    // These deny only the word that would be evidence: not «Over-the-phone meeting» or «Pre-sale meeting held».
    begins(
      `(?:pre|semi|sub|under|over|de|dis|anti|pseudo|quasi|mis|псевдо|недо|полу|анти)-(?:${MEETING}|${VSTRECHA}|${STAGED}|${STAGED_RU})`,
    ),
  ],
  [
    'a thing to be done: «Отправить КП», «Дозвониться»',
    /(?<!\p{L})\p{L}{2,}(?:(?<!о)с?[аяеиуыо]ть|ться|тись|[сз]ти|чь)(?!\p{L})/iu,
  ],
  ['a thing to be done: «Надіслати пропозицію»', /(?<!\p{L})\p{L}{3,}[аяиі]ти(?:ся)?(?!\p{L})/iu],
  ['a thing to be done', begins('потрібн|очіку|заплан|призначен|umówion|zaplanowan|planlan')],
  ['a thing to be done', begins('нужн|надо|необходим|требу|ожида|жд[её]|предстоит|планир')],
  [
    'a thing to be done',
    whole('to|needs?|needed|must|should|pending|a?waiting|todo|requires?|required|planned|expected'),
  ],
  [
    'a thing to be done: «Por contactar», Zu kontaktieren, À qualifier',
    whole(
      'noch|offen|ausstehend|f[aä]llig|pendientes?|a[uú]n|todav[ií]a|falta|pendentes?|ainda|en attente|in attesa|ancora',
      // Before a verb these mark what is to be done, before a noun by whom or how: «Ganado por Ana», «Vendido à vista».
      'zu \\p{L}+(?:e|el|er)n|por \\p{L}+[aei]r(?:l[oae]s?|se)?|à \\p{L}+(?:er|ir|re)|da \\p{L}+[aei]r[es]i?',
      'qualif\\p{L}*(?:[aei]re?|[iey]eren|izieren)',
    ),
  ],
  [
    'a thing to be done: «Enviar propuesta», Envoyer devis, Angebot erstellen',
    whole(
      'enviar|mandar|elaborar|hacer|fazer|preparar|presentar|apresentar|contactar|contatar|llamar|ligar|calificar|cualificar|qualificar|negociar|firmar|assinar',
      'envoyer|faire|contacter|appeler|relancer|qualifier|négocier|signer|inviare|fare|preparare|contattare|chiamare|firmare',
      'erstellen|senden|schicken|verschicken|kontaktieren|anrufen|verhandeln|unterschreiben|wysłać|przygotować|podpisać|\\p{L}+(?:acak|ecek)',
    ),
  ],
  [
    'waited for: «Aguardando proposta», Warten auf Angebot, Teklif bekleniyor',
    begins(
      'esperando',
      'aguardando',
      'en espera',
      'attesa',
      'warte[nt]?(?!\\p{L})',
      'oczekuj',
      'bekle',
      'do \\p{L}+nia(?!\\p{L})',
    ),
  ],
  ['a doubt', /\?/u],
  [
    'a doubt',
    whole('бы|may ?be|might|could|would|perhaps|possibly|probably|likely|возможно|вероятно|наверное?|видимо'),
  ],
  [
    'set up, and not held: «Встреча назначена», Demo booked',
    begins(
      'назначен|назначил|запланир|заброниров|записа[нлв]|запись на|приглаш|приглас|договори|договор[её]н|соглас\\p{L}* на ',
      `подтвер\\p{L}* ${VSTRECHA}`,
      `${VSTRECHA}\\p{L}* подтвер`,
    ),
  ],
  [
    'set up, and not held',
    whole(
      '(?:re)?schedul(?:ed|ing)|booked|booking|arranged|arranging|invited|invitations?|invites?|upcoming',
      `${MEETING} (?:set|confirmed|accepted)`,
      `confirmed ${MEETING}`,
    ),
  ],
  [
    'set up, and not held: Demo geplant, Demo agendada',
    begins('geplant', 'vereinbart', 'terminiert', 'angefragt', 'angefordert', 'agendad', 'programad', 'concertad'),
  ],
  [
    'set up, and not held',
    begins(
      'solicitad',
      'planifi',
      'programmé',
      'pr[eé]vu',
      'fissat',
      'previst',
      'marcad',
      'richiest',
      'demand[eé]',
      'iste',
    ),
  ],
  [
    'asked for: «Запросил КП», Quote requested',
    begins(
      'запр(?:ос|аш|ош)',
      'попрос',
      'прос(?:ит|ят)',
      'хо(?:чет|тят|тел)',
      'интересу[ею]т',
      'заявк\\p{L}* на ',
      'request',
      'enquir',
      'inquir',
    ),
  ],
  ['asked for', whole('asked|asks|asking|wants?|wanted|interested|contacted us|reached out')],
  ['yet to come: «Будет оплачен», Will buy', begins('обеща', 'собира', 'намер', 'promis', 'intend')],
  [
    'yet to come',
    whole(
      `будет|будут|будем|${LATER}|оплатит|оплатят|купит|купят|подпишет|подпишут|отправим|отправлю|созвонимся|встретимся|позвоним|позвоню|перезвоним|свяжемся|свяжусь|выставим|will|going|soon|later|tomorrow|next|upcoming|future|plans?|follow[- ]?up`,
    ),
  ],
  ['at an hour', /\d{1,2}[:.]\d{2}(?!\d|\.)/u],
  [
    'put off, missed, run out: «Встреча сорвалась», Quote expired',
    begins(
      'перен[её]с|перенос',
      'отлож',
      'сорва',
      'пропу[щс]',
      'просроч',
      'ист[её]к',
      'приостан',
      'замороз',
      'заморож',
      `отмен[её]н\\p{L}* ${VSTRECHA}`,
      `${VSTRECHA}\\p{L}* отмен`,
      // What is called off is the thing, and not the lead.
      `отмен\\p{L}* (?:${THING})`,
      `(?:${THING})\\p{L}* отмен`,
      'expir',
      'postpon',
      'delay',
      'resched',
      'overdue',
      'laps',
      'skip',
      'stall',
    ),
  ],
  ['put off: «Зустріч скасовано»', begins('(?:зустріч|розмов|дзвін)\\p{L}* (?:скасован|перенес|не )')],
  [
    'put off: Erstgespräch abgesagt, «Primo incontro rinviato», «Пропозицію відхилено»',
    begins(
      'abgesagt|verschoben|ausgefallen|reporté|aplazad|pospuest|adiad|rinviat|rimandat|programmat|przełożon|odwołan',
      'ertelen|відклад|відхилен',
    ),
  ],
  ['put off, missed, run out', whole('пауз[аеу]|no[- ]?shows?|missed|on hold|paused|frozen|ghosted|past due')],
  [
    'turned down, not the lead: «КП отклонено», Payment declined',
    begins(
      'отклон',
      `отказ\\p{L}* от (?:${VSTRECHA}|предоплат|рассыл)`,
      `(?:${MEETING}|payment|card|offer|proposal|quote|contract|subscription)s? (?:was |is )?(?:declin|reject|cancel|refus|lost)`,
      `(?:declin|reject|cancel|refus|lost)\\p{L}* (?:the |our )?(?:${MEETING}|payment|card|offer|proposal|quote|contract)`,
    ),
  ],
  [
    'turned down, not the lead: Angebot abgelehnt, «Presupuesto rechazado»',
    new RegExp(
      `(?<!\\p{L})(?:${OFFER}).*(?<!\\p{L})(?:${TURNED_DOWN})|(?<!\\p{L})(?:${TURNED_DOWN})\\p{L}* (?:(?:el|la|le|les|il|o|a|das) )?(?:${OFFER})`,
      'iu',
    ),
  ],
  [
    'taken back',
    begins(
      'refund',
      'return',
      'chargeback',
      'fail',
      'revers',
      'возвра',
      'вернул',
      'расторг',
      'расторж',
      'терминир',
      'terminat',
      'churn',
    ),
  ],
  ['an attempt', begins('attempt', 'попыт', 'пыта', 'пробов')],
  ['an attempt', whole('tried|trying|tries')],
  [
    'under way: «На квалификации», Preparing a proposal',
    begins(
      'на квалиф',
      'готов(?:им|ит|ят|ящ)',
      'подготов',
      'подготавл',
      'составл',
      'разраб',
      'рассчит',
      'расч[её]т',
      'просчит',
      'черновик',
      'отправля',
      'к отправк',
      'draft',
      'prepar',
    ),
  ],
  [
    'under way',
    whole(
      'квалификация|qualification|qualifizierung|qualifikation|(?:cu)?[ck]alifica(?:ci[oó]n|ção)|qualifica(?:zione|ção)|kwalificatie',
      'в работе|на доработке|в подготовке|на подготовке|in work|in bearbeitung|en curso|en cours|em andamento|in corso',
      'qualifying|contacting|connecting|paying|proposing|presenting|quoting|calculating|writing|уточняем|квалифицируем',
    ),
  ],
  ['under way', /(?<!(?:переговоры|negotiations?) )(?<!\p{L})(?:в процессе|in pro(?:gress|cess))(?!\p{L})/iu],
  [
    'another time: Former customer',
    begins(
      'бывш',
      'действующ',
      'прежн',
      'прошл',
      'стар(?:ый|ая|ые|ое|ого|ой|ых)(?!\\p{L})',
      '(?:постоянн|повторн)\\p{L}* (?:клиент|покупател|заказчик)',
      'ex-',
      'inactiv',
      'dormant',
    ),
  ],
  ['another time', whole('former(?:ly)?|ex|old|existing|current|previous(?:ly)?|past|repeat|returning|alumni')],
  [
    'somebody else: «Купил у конкурента», Won by competitor',
    begins('competit', 'конкурент', 'elsewhere', 'чуж', 'посторон'),
  ],
  ['somebody else', whole('друг(?:ой|ого|ому|ом|им|ая|ую|ие|их|ими)|others?|another|rival|someone else')],
  [
    'advertising: Paid lead, «Оплаченная реклама»',
    begins(
      'реклам',
      'anunci|anúnci|publici|pubblici|tráfi|tráfego|werbung|reklam',
      'трафик',
      'продвижен',
      'оплаченн\\p{L}* (?:лид|клик|канал|размещ|источник)',
      'paid (?:search|social|ads?|advert|traffic|media|leads?|clicks?|channel|campaign|source|promo|placement|user|plan|trial|version)',
    ),
  ],
  [
    'a part, or ahead of it: «Оплачен аванс»',
    begins(
      'частичн',
      'част[ьи](?!\\p{L})',
      'неполн',
      'половин',
      'аванс',
      'предоплат',
      'депозит',
      'задат',
      'рассрочк',
      'перв\\p{L}* (?:плат[её]ж|взнос)',
      'partial',
      'partly',
      'half',
      'deposit',
      'prepa(?:id|y)',
      'advance(?!d)',
      'down ?payment',
      'instal?lment',
    ),
  ],
  [
    'a part: Teilweise verkauft, Parcialmente vendido',
    begins(
      ...['teil(?:weise|zahlung)', 'anzahlung', 'parcial', 'partiel', 'parzial', 'anticip', 'acompte', 'halb'],
      ...[
        'cuota',
        'parcela',
        'señal',
        'sinal',
        'caparra',
        'arras',
        'zaliczk',
        'zadat[ek]',
        'kapora',
        'taksit',
        'ön ödeme',
      ],
    ),
  ],
  ['a part', /\d ?%/u],
  // English is fast where German is nearly: «Contacted (fast)».
  ['not yet: Fast verkauft', whole('fast (?:schon )?(?:(?:ge|ver)\\p{L}+[tn]|\\p{L}+iert|kunde)')],
  ['not yet', whole('beinahe|casi|quase|presque|quasi')],
  ['not yet', begins('yet(?!\\p{L})', 'ещ[её]', 'пока(?!\\p{L})', 'почти', 'almost', 'nearly')],
  ['perhaps one', begins('potential', 'prospect', 'потенциал', 'пробн', 'trial')],
  ['a slip, a test', begins('mistak', 'ошиб', 'случайн', 'неверн', 'тест', 'accident')],
  ['a slip, a test', whole('error|errors|wrong|wrongly|incorrect|test|tests|testing')],
  ['out of it: Qualified out', whole('(?:qualified|sold|opted|ruled|dropped|bought|priced|timed|backed|pulled) out')],
];
