import { count, date, decimal, type Export, id, money, text } from '../define-source.js';
import { ofDaysAbroad } from './google-totals.js';

// The report of the interface in other languages. German and French headings are known from tests of other projects,
// Japanese ones from programs that read them, Portuguese, Italian, Polish, Dutch, Swedish and Romanian ones from what
// people write about them. Russian, Spanish, Ukrainian, Czech and Turkish ones are from memory: no such file was seen.

/** `Totale: Account`, `Total : campagnes`, `合計: アカウント`. */
const total =
  /^(?:Gesamt|Total[et]?|Totaal|Summa|Suma|Razem|Łącznie|Итого|Всего|Усього|Всього|Разом|Celkem|Toplam|合計)\s?[:：]/iu;

/**
 * «Interactions» in each language. For videos these are views: they are read where there are no clicks, with a warning.
 */
const INTERACTIONS = [
  ...['Interaktionen', 'Interactions', 'Взаимодействия', 'Взаємодії', 'Interações', 'Interacciones', 'Interazioni'],
  ...['Interakcje', 'Interacties', 'Interaktioner', 'Interacțiuni', 'Interakce', 'Etkileşimler', 'インタラクション'],
];

/** `Coût/conv.`, «Стоимость/конв.», `Koszt / konw.`: no other platform abbreviates it so. */
const PER_CONVERSION = String.raw`\p{L}+\s?/\s?(?:conv|konv|konw|конв)\.`;

/**
 * The report in one language. Any sheet has a word for cost, and `Impr.` is used in half of the languages. So the file
 * must have a word that only Google uses (`own`, or a cost per conversion) and one of the language's `plain` words.
 */
const inLanguage = (own: RegExp, plain: RegExp, fields: Export['fields']): Export => ({
  table: 'ad_stats',
  required: ['cost', new RegExp(`^(?:${own.source}|${PER_CONVERSION})$`, 'iu'), plain],
  total,
  totalsPerDay: ofDaysAbroad,
  standIns: INTERACTIONS,
  empty: ['--', '[]'],
  dates: 'dmy',
  fields,
});

export const localised: readonly Export[] = [
  inLanguage(
    /^(?:impr\.|währungscode|kampagnen(?:status|typ)|durchschn\. cpc)$/iu,
    /^(?:tag|kampagne|anzeigengruppe|klicks|interaktionen)$/iu,
    {
      day: date('Tag'),
      campaign: text('Kampagne'),
      campaign_id: id('Kampagnen-ID'),
      ad_group: text('Anzeigengruppe'),
      keyword: text('Keyword im Suchnetzwerk', 'Keyword'),
      impressions: count('Impr.', 'Impressionen'),
      clicks: count('Klicks', 'Interaktionen'),
      actions: decimal('Conversions'),
      cost: money('Kosten'),
      currency: text('Währungscode'),
    },
  ),
  inLanguage(
    /^(?:impr\.|code (?:de )?(?:la )?devise|type de campagne|état de la campagne|coût\s?\/\s?conv\.|cpc moy\.)$/iu,
    /^(?:jour|campagne|groupe d['’]annonces|clics|interactions)$/iu,
    {
      day: date('Jour'),
      campaign: text('Campagne'),
      campaign_id: id('ID de la campagne'),
      ad_group: text("Groupe d'annonces", 'Groupe d’annonces'),
      keyword: text('Mot clé pour le Réseau de Recherche', 'Mot clé'),
      impressions: count('Impr.'),
      clicks: count('Clics', 'Interactions'),
      actions: decimal('Conversions'),
      cost: money('Coût'),
      currency: text('Code de devise', 'Code de la devise', 'Code devise'),
    },
  ),
  inLanguage(
    /^(?:код валюты|(?:статус|тип) кампании|ср(?:ед|едн)?\. цена за клик)$/iu,
    /^(?:день|кампания|группа объявлений|клики|взаимодействия)$/iu,
    {
      day: date('День'),
      campaign: text('Кампания'),
      campaign_id: id('Идентификатор кампании'),
      ad_group: text('Группа объявлений'),
      keyword: text('Поисковое ключевое слово', 'Ключевое слово'),
      impressions: count('Показы'),
      clicks: count('Клики', 'Взаимодействия'),
      actions: decimal('Конверсии'),
      cost: money('Стоимость', 'Расходы', 'Расход'),
      currency: text('Код валюты'),
    },
  ),
  inLanguage(
    /^(?:impr\.|código d[ae] moeda|tipo de campanha)$/iu,
    /^(?:dia|campanha|grupo de anúncios|cliques|interações)$/iu,
    {
      day: date('Dia'),
      campaign: text('Campanha'),
      ad_group: text('Grupo de anúncios'),
      keyword: text('Palavra-chave da rede de pesquisa', 'Palavra-chave'),
      impressions: count('Impr.'),
      clicks: count('Cliques', 'Interações'),
      actions: decimal('Conversões'),
      cost: money('Custo'),
      currency: text('Código da moeda'),
    },
  ),
  inLanguage(/^(?:impr\.|código de moneda|tipo de campaña)$/iu, /^(?:día|campaña|grupo de anuncios|clics)$/iu, {
    day: date('Día'),
    campaign: text('Campaña'),
    ad_group: text('Grupo de anuncios'),
    keyword: text('Palabra clave de la red de búsqueda', 'Palabra clave'),
    impressions: count('Impr.'),
    clicks: count('Clics', 'Interacciones'),
    actions: decimal('Conversiones'),
    cost: money('Coste', 'Costo'),
    currency: text('Código de moneda'),
  }),
  inLanguage(/^(?:impr\.|codice valuta|stato della campagna)$/iu, /^(?:giorno|campagna|gruppo di annunci|clic)$/iu, {
    day: date('Giorno'),
    campaign: text('Campagna'),
    ad_group: text('Gruppo di annunci'),
    keyword: text('Parola chiave per la rete di ricerca', 'Parola chiave'),
    impressions: count('Impr.'),
    clicks: count('Clic', 'Interazioni'),
    actions: decimal('Conversioni'),
    cost: money('Costo'),
    currency: text('Codice valuta'),
  }),
  inLanguage(
    /^(?:код валюти|(?:статус|тип) кампанії|сер(?:едн)?\. ціна за клік)$/iu,
    /^(?:день|кампанія|група оголошень|кліки|взаємодії)$/iu,
    {
      day: date('День'),
      campaign: text('Кампанія'),
      ad_group: text('Група оголошень'),
      keyword: text('Пошукове ключове слово', 'Ключове слово'),
      impressions: count('Покази'),
      clicks: count('Кліки', 'Взаємодії'),
      actions: decimal('Конверсії'),
      cost: money('Вартість', 'Витрати'),
      currency: text('Код валюти'),
    },
  ),
  inLanguage(/^(?:zobr\.|kód měny|(?:stav|typ) kampaně)$/iu, /^(?:den|kampaň|reklamní sestava|kliknutí|interakce)$/iu, {
    day: date('Den'),
    campaign: text('Kampaň'),
    ad_group: text('Reklamní sestava'),
    keyword: text('Klíčové slovo ve vyhledávání', 'Klíčové slovo'),
    impressions: count('Zobr.', 'Zobrazení'),
    clicks: count('Kliknutí', 'Prokliky', 'Interakce'),
    actions: decimal('Konverze'),
    cost: money('Cena', 'Náklady'),
    currency: text('Kód měny'),
  }),
  inLanguage(
    /^(?:göst\.|para birimi kodu|kampanya (?:durumu|türü))$/iu,
    /^(?:gün|kampanya|reklam grubu|tıklamalar|etkileşimler)$/iu,
    {
      day: date('Gün'),
      campaign: text('Kampanya'),
      ad_group: text('Reklam grubu'),
      keyword: text('Arama ağı anahtar kelimesi', 'Anahtar kelime'),
      impressions: count('Göst.', 'Gösterim', 'Gösterimler'),
      clicks: count('Tıklamalar', 'Etkileşimler'),
      actions: decimal('Dönüşümler'),
      cost: money('Maliyet'),
      currency: text('Para birimi kodu'),
    },
  ),
  inLanguage(/^(?:wyśw\.|kod waluty)$/iu, /^(?:dzień|kampania|grupa reklam|kliknięcia)$/iu, {
    day: date('Dzień'),
    campaign: text('Kampania'),
    ad_group: text('Grupa reklam'),
    keyword: text('Słowo kluczowe w sieci wyszukiwania', 'Słowo kluczowe'),
    impressions: count('Wyśw.'),
    clicks: count('Kliknięcia', 'Interakcje'),
    actions: decimal('Konwersje'),
    cost: money('Koszt'),
    currency: text('Kod waluty'),
  }),
  inLanguage(/^(?:vert\.|valutacode)$/iu, /^(?:dag|campagne|advertentiegroep|klikken)$/iu, {
    day: date('Dag'),
    campaign: text('Campagne'),
    ad_group: text('Advertentiegroep'),
    keyword: text('Zoekwoord voor zoeknetwerk', 'Zoekwoord'),
    impressions: count('Vert.'),
    clicks: count('Klikken', 'Interacties'),
    actions: decimal('Conversies'),
    cost: money('Kosten'),
    currency: text('Valutacode'),
  }),
  inLanguage(/^(?:visn\.|valutakod)$/iu, /^(?:dag|kampanj|annonsgrupp|klick)$/iu, {
    day: date('Dag'),
    campaign: text('Kampanj'),
    ad_group: text('Annonsgrupp'),
    keyword: text('Sökord'),
    impressions: count('Visn.'),
    clicks: count('Klick', 'Interaktioner'),
    actions: decimal('Konverteringar'),
    cost: money('Kostnad'),
    currency: text('Valutakod'),
  }),
  // Romanian is written with a cedilla as often as with a comma below the letter.
  inLanguage(/^(?:afi[șş]\.|cod monedă)$/iu, /^(?:zi|campanie|grup de anun[țţ]uri|clicuri)$/iu, {
    day: date('Zi'),
    campaign: text('Campanie'),
    ad_group: text(/^grup de anun[țţ]uri$/iu),
    keyword: text('Cuvânt cheie pentru căutare', 'Cuvânt cheie'),
    impressions: count(/^afi[șş]\.$/iu),
    clicks: count('Clicuri', 'Interacțiuni'),
    actions: decimal('Conversii'),
    cost: money('Cost'),
    currency: text('Cod monedă'),
  }),
  {
    decimal: '.',
    ...inLanguage(/^通貨コード$/iu, /^(?:日|キャンペーン|広告グループ|クリック数)$/iu, {
      day: date('日'),
      campaign: text('キャンペーン'),
      ad_group: text('広告グループ'),
      keyword: text('検索キーワード', 'キーワード'),
      impressions: count('表示回数'),
      clicks: count('クリック数', 'インタラクション'),
      actions: decimal('コンバージョン'),
      cost: money('費用'),
      currency: text('通貨コード'),
    }),
  },
];
