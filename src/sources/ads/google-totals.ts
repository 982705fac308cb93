// Labels of Google's own totals for each day or week. `Total: Brand` with a day may be a campaign: a row is a total
// only if Google itself writes the words after the colon. The labels from German to Turkish are from memory.

const ALL = '(?:(?:all|filtered|your|all (?:but removed|enabled|eligible)) )?';
const PARTS =
  '(?:account|campaigns|ad groups|asset groups|keywords|search keywords|search terms|ads|assets|locations|(?:search|display|video|app|smart|local|hotel|travel|shopping|demand gen|discovery|performance max)(?: (?:network|campaigns))?)';

export const ofDays = {
  words: ['Total'],
  label: new RegExp(`^Total:\\s*${ALL}${PARTS}(?: in your current view)?$`, 'i'),
};

const PARTS_ABROAD = [
  ...[
    'Konto',
    'Kampagnen',
    'Gefilterte Kampagnen',
    'Anzeigengruppen',
    'Keywords',
    'Suche',
    'Suchnetzwerk',
    'Suchkampagnen',
  ],
  ...['Account', 'Compte', 'Campagnes', 'Campagnes filtrées', "Groupes d'annonces", 'Groupes d’annonces', 'Mots clés'],
  ...['Recherche', 'Réseau de Recherche', 'Аккаунт', 'Кампании', 'Отфильтрованные кампании', 'Группы объявлений'],
  ...['Ключевые слова', 'Поиск', 'Поисковая сеть', 'Обліковий запис', 'Кампанії', 'Групи оголошень', 'Ключові слова'],
  ...[
    'Пошук',
    'Conta',
    'Campanhas',
    'Grupos de anúncios',
    'Palavras-chave',
    'Pesquisa',
    'Cuenta',
    'Campañas',
    'Campañas filtradas',
  ],
  ...['Grupos de anuncios', 'Palabras clave', 'Búsqueda', 'Campagne', 'Gruppi di annunci', 'Parole chiave', 'Ricerca'],
  ...['Účet', 'Kampaně', 'Reklamní sestavy', 'Hesap', 'Kampanyalar', 'Reklam grupları', 'Kampanie', 'Grupy reklam'],
  ...[
    'Słowa kluczowe',
    'Advertentiegroepen',
    'Zoekwoorden',
    'Kampanjer',
    'Annonsgrupper',
    'Sökord',
    'Cont',
    'Campanii',
  ],
  ...[
    'アカウント',
    'キャンペーン',
    '広告グループ',
    '検索',
    'Search',
    'Display',
    'Video',
    'Vídeo',
    'Shopping',
    'Performance Max',
  ],
  ...['Demand Gen', 'Discovery'],
];

const WORDS_ABROAD = [
  ...['Gesamt', 'Total', 'Totaal', 'Summa', 'Suma', 'Razem', 'Łącznie', 'Итого', 'Всего', 'Усього', 'Всього', 'Разом'],
  ...['Celkem', 'Toplam', '合計'],
];

export const ofDaysAbroad = {
  words: WORDS_ABROAD,
  label: new RegExp(`^(?:${WORDS_ABROAD.join('|')})[et]?\\s?[:：]\\s*(?:${PARTS_ABROAD.join('|')})$`, 'iu'),
};
