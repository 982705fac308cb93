import { anyOfWords, type FieldWords, NO_AMOUNT, SOURCE_VALUES } from './field-words.js';

const PLANNED = [
  'expected|planned|estimated|estimate|est(?= \\p{L})|tentative|due|delivery|delivered|birth\\p{L}*|scheduled|next',
  'expir\\p{L}*|valid|deadline|истека\\p{L}*|срок|дедлайн|gültig|vencimi?ento|scadenza|échéance',
  'передбачуван\\p{L}*|очікуван\\p{L}*|заплан\\p{L}*|наступн\\p{L}*',
  'план\\p{L}*|ожида\\p{L}*|рожд\\p{L}*|доставк\\p{L}*|следующ\\p{L}*|предполагаем\\p{L}*',
  'previst[oa]|previsión|previsão|previsao|previsione|estimad[oa]|esperad[oa]|pr[óo]xim[oa]|prossim[oa]|stimat[oa]|attes[oa]',
  'pr[ée]vue?|pr[ée]visionnel\\p{L}*|estimée?|attendue?|prochain\\p{L}*|geplant\\p{L}*|voraussichtlich\\p{L}*|erwartet\\p{L}*|nächst\\p{L}*',
  'planowan\\p{L}*|przewidywan\\p{L}*|oczekiwan\\p{L}*|następn\\p{L}*|tahmini|planlanan|beklenen|öngörülen|sonraki',
].join('|');

/** Words of a date that moves with every new event («last contact»): it is not the day on which the lead began. */
const LAST = 'last|latest|последн\\p{L}*|останн\\p{L}*|[úu]ltim[oa]|letzt\\p{L}*|derni[eè]re?|ostatni\\p{L}*';

/** Words of the moment when somebody read or wrote the row: no day of a lead. */
const WRITTEN_DOWN =
  'sync\\p{L}*|synced|export\\p{L}*|import\\p{L}*|snapshot|loaded|синхрон\\p{L}*|выгру\\p{L}*|импорт\\p{L}*';

/** Words of a date on which a deal ended; it began on another day. */
const ENDING = [
  'виграш\\p{L}*|програш\\p{L}*|втрат\\p{L}*|відмов\\p{L}*',
  'won|win|lost|loss|выигр\\p{L}*|проигр\\p{L}*|отказ\\p{L}*|ganad[oa]|pérdida|perdid[oa]|ganh[oa]|perda',
  'gagnée?|gain|perte|perdue?|gewonnen\\p{L}*|verloren\\p{L}*|vint[oa]|vincita|pers[oa]|perdita',
  'wygran\\p{L}*|przegran\\p{L}*|kazan[ıi]l\\p{L}*|kaybedil\\p{L}*',
].join('|');

/** Words of the day on which a lead became a customer: its deal was closed then. */
const BECAME_CUSTOMER =
  'customer (?:date|since|on|at)|became (?:a )?customer|date (?:of )?customer|customer conversion';

/**
 * The fields that a lead or a deal may have, the most telling first, with the words of their headings in many
 * languages. A column is taken by the first field that it fits.
 */
export const LEAD_FIELDS: readonly FieldWords[] = [
  { field: 'utm_source', kind: 'text', words: anyOfWords('utm source') },
  { field: 'utm_medium', kind: 'text', words: anyOfWords('utm medium') },
  { field: 'utm_campaign', kind: 'text', words: anyOfWords('utm campaign') },
  {
    field: 'closed_at',
    kind: 'date',
    words: anyOfWords(
      'close|closed|closing|won|win|end|ended|finish\\p{L}*|paid|payment|signed|sold|sale|converted|conversion|bind|bound|issued',
      'сплачен\\p{L}*|підписан\\p{L}*|закр\\p{L}*|оплат\\p{L}*|продаж\\p{L}*|заверш\\p{L}*|подписан\\p{L}*',
      'abschluss\\p{L}*|geschlossen|cierre|fechamento|clôture|fermeture|chiusura|zamknięci\\p{L}*|kapanış',
      'encerramento|encerrad[oa]|finalización|finalizado|finalização|(?:data|fecha) final',
      'cerrad[oa]|fechad[oa]|clôturée?|fermée?|chius[oa]|abgeschlossen|zamknięt\\p{L}*|kapat[ıi]l\\p{L}*',
      'ganad[oa]|ganh[oa]|gagnée?|gain|gewonnen\\p{L}*|vint[oa]|vincita|wygran\\p{L}*|kazan[ıi]l\\p{L}*',
      BECAME_CUSTOMER,
    ),
    not: anyOfWords(PLANNED, 'abschlussgespräch\\p{L}*'),
  },
  {
    field: 'modified_at',
    kind: 'date',
    words: anyOfWords(
      'modified|updated|changed|last activity|last update|измен\\p{L}*|обновл\\p{L}*|редактиров\\p{L}*|змін\\p{L}*|оновлен\\p{L}*|редагуван\\p{L}*',
      'geändert|modificación|modificado|modifica|modification|modyfikacj\\p{L}*|güncelle\\p{L}*',
      'actualización|actualizad[oa]|atualização|atualizad[oa]|modificação|alteração|mise à jour|aktualisier\\p{L}*|aggiornamento',
    ),
  },
  {
    field: 'created_at',
    kind: 'date',
    isOfEvery: true,
    words: anyOfWords(
      'created?|creation|added|first contact|contact date|engage\\p{L}*|sign ?up|signed up|registered|registration|received|sent',
      'submitted|opened?|enquiry|inquiry|lead date|order date|purchase\\p{L}*|date|timestamp|start\\p{L}*|time',
      'створен\\p{L}*|звернен\\p{L}*|надходжен\\p{L}*|додан\\p{L}*',
      // The timestamp that an online form puts before its answers.
      'отметка времени|позначка часу|marca temporal|carimbo de data|horodateur|zeitstempel|informazioni cronologiche',
      'sygnatura czasowa|zaman damgası',
      'дата|созда\\p{L}*|обра\\p{L}*|поступ\\p{L}*|заявк\\p{L}*|добавл\\p{L}*|когда|приш[её]л|регистрац\\p{L}*',
      'datum|\\p{L}+datum|erstellt\\p{L}*|angelegt|eingang\\p{L}*|fecha|alta|creación|registro|data|criação|cadastro',
      'création|creazione|utworz\\p{L}*|zgłosz\\p{L}*|dodan\\p{L}*|tarih\\p{L}*|kayıt',
      'cread[oa]|criad[oa]|créée?|creat[oa]|erstellung\\p{L}*|oluştur\\p{L}*',
      // Alone: a birthday is another day.
      '(?<=^)(?:день|day|tag|dag|día|dia|jour|giorno|dzień|gün)(?=$)',
    ),
    not: anyOfWords(PLANNED, LAST, ENDING, WRITTEN_DOWN),
  },
  {
    field: 'qualified_at',
    kind: 'date',
    words: anyOfWords(
      'mql|sql|qualified|qualification|квал\\p{L}*|qualifiziert|calificad[oa]|qualificad[oa]|qualifiée?',
    ),
    not: anyOfWords(PLANNED),
  },
  {
    field: 'proposal_at',
    kind: 'date',
    words: anyOfWords('proposal|offer sent|кп|предложени\\p{L}*|angebot|propuesta|proposta|proposition'),
    not: anyOfWords(PLANNED),
  },
  {
    field: 'decision_at',
    kind: 'date',
    words: anyOfWords('negotiation|переговор\\p{L}*|verhandlung|negociación|negociação|négociation|negoziazione'),
    not: anyOfWords(PLANNED),
  },
  {
    field: 'status',
    kind: 'text',
    isFew: true,
    words: anyOfWords(
      'stage|status|outcome|result|converted|conversion|deposit|subscribed|purchased|is won|won|bound|booked|sold|enrolled',
      'стаді\\p{L}*|етап\\p{L}*|response|y|этап\\p{L}*|статус\\p{L}*|стади\\p{L}*|итог|результат\\p{L}*|состояни\\p{L}*|купил\\p{L}*',
      'phase|stufe|ergebnis|etapa|fase|situação|situación|resultado|statut|étape|résultat|stato|esito|etap|wynik|durum|aşama|sonuç',
    ),
    not: anyOfWords(
      'country|city|region|marital|email|payment method|previous|p ?outcome|family|семейн\\p{L}*|lead source',
      'coupon|discount|delivery|shipping|employment|churn\\p{L}*|kyc|купон\\p{L}*|доставк\\p{L}*',
    ),
    values: new RegExp(
      `^(?:${[
        'won|lost|closed (?:won|lost)|open|new|qualified|prospecting|engaging|negotiation|proposal|delivered|cancell?ed|paid|unpaid',
        'нов\\p{L}*|отказ\\p{L}*|оплачен\\p{L}*|сделка|договор|в работе|успешно.*|заявка',
        'neu|gewonnen|verloren|nuevo|ganad[oa]|perdid[oa]|novo|ganho|nouveau|gagnée?|perdue?|nuovo|vinto|perso',
        'nowy|wygran[yae]|przegran[yae]|yeni|kazanıldı|kaybedildi',
      ].join('|')})$`,
      'iu',
    ),
  },
  {
    field: 'source',
    kind: 'text',
    isFew: true,
    words: anyOfWords(
      'source|origin|channel|platform|referrer|how did you hear|acquisition|affiliate|route to market',
      'источник\\p{L}*|канал\\p{L}*|откуда.*|площадк\\p{L}*|рекламный источник|джерел\\p{L}*|звідки.*',
      'quelle|kanal|herkunft|fuente|origen|procedencia|canal|fonte|origem|provenance|origine|canale|provenienza|źródło|kanał|kaynak',
    ),
    not: anyOfWords('data source|source file|type|sales channel id|file|campaign'),
    values: SOURCE_VALUES,
  },
  {
    field: 'reason',
    kind: 'text',
    words: anyOfWords(
      'reason|lost reason|why|причин\\p{L}*|почему.*|чому.*',
      'grund|\\p{L}+grund|motivo|motif|raison|powód|neden\\p{L}*|sebe[pb]\\p{L}*',
    ),
    not: anyOfWords('reason code id'),
  },
  {
    field: 'manager',
    kind: 'text',
    isFew: true,
    words: anyOfWords(
      'agent|sales agent|sales exec\\p{L}*|owner|manager|rep|sales rep|salesperson|closer|assigned to|assignee|sr id|sdr id|consultant',
      'advisor|adviser|counsell?or|менеджер\\p{L}*|моп|ответственн\\p{L}*|сотрудник|продавец|кто ведет|кто ведёт',
      'відповідальн\\p{L}*|\\p{L}*mitarbeiter|zuständig\\p{L}*|inhaber|\\p{L}+inhaber',
      'verkäufer\\p{L}*|vertriebler|betreuer|bearbeiter|comercial|vendedor\\p{L}*|asesor\\p{L}*|responsable|responsável|commercial',
      'propietario|proprietário|propriétaire|corretor|vendeur|venditore|handlowiec|opiekun|sprzedawca|temsilci\\p{L}*|danışman|sorumlu',
    ),
    not: anyOfWords('account owner type|product|seller id|regional'),
  },
  {
    field: 'campaign',
    kind: 'text',
    words: anyOfWords(
      'campaign|campaign name|кампан[иі]\\p{L}*|рк|kampagne|campaña|campanha|campagne|campagna|kampania|kampanya',
    ),
  },
  {
    field: 'revenue',
    kind: 'number',
    words: anyOfWords(
      'revenue|amount|value|price|sum|payment|paid|sales|budget|deal size|premium',
      // Not every «доход» is revenue: forms ask for a client's income as well («Доход клиента», «Ежемесячный доход»).
      '(?<=^|сумма )доход(?=,?(?:$| (?:от|по|с|в|руб\\p{L}*|р)(?!\\p{L})))',
      'сум[аи]|вартіст\\p{L}*|сумм\\p{L}*|выручк\\p{L}*|бюджет\\p{L}*|оплат\\p{L}*|оплачен\\p{L}*|чек|стоимост\\p{L}*|договор\\p{L}*',
      'betrag|wert|\\p{L}+wert|umsatz|preis|importe|valor|monto|precio|ingresos|montant|prix|valeur|valore|waarde|bedrag|importo|prezzo|wartość|kwota|cena|tutar\\p{L}*|fiyat|ciro',
    ),
    not: NO_AMOUNT,
  },
];

/** Words in the heading of a date or an ID that only sales have. In a list with such a column every row is won. */
export const SAYS_WON = anyOfWords(
  'won|win|paid|payment|sold|sales?|signed|purchased?|orders?|invoices?|converted',
  'продаж\\p{L}*|оплат\\p{L}*|заказ\\p{L}*|покуп\\p{L}*|подписан\\p{L}*|чек',
  BECAME_CUSTOMER,
);

/** Words in the heading of a column of stages, for a table where another column tells how the deal ended. */
export const SAYS_STAGE = anyOfWords(
  'stage|phase|step|этап\\p{L}*|стади\\p{L}*|воронк\\p{L}*|stufe|etapa|fase|étape|etap|aşama',
);
