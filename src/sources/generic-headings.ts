// What people call the columns of sheets that they keep themselves, in several languages, the most telling first.

const ofLeads = ['Lead ID', 'ID лида', 'ID заявки', 'Номер лида', 'Номер заявки', '№ лида', '№ заявки', 'Request ID'];
// The same in further languages, for leads and enquiries, and for deals.
const ofLeadsAbroad = ['ID ліда', 'ID lead', 'ID do lead', 'ID del lead', 'Anfragenummer', 'Vorgangsnummer'];
const ofDealsAbroad = ['ID угоди', '№ угоди', 'Datensatz-ID', 'Deal-Nr', 'ID da negociação', 'ID oportunidad'];
const ofDeals = ['Deal ID', 'Opportunity ID', 'Opp ID', 'ID сделки', 'Номер сделки', '№ сделки'];
const ofOrders = ['Order ID', 'ID заказа', 'Номер заказа', '№ заказа'];
// A number of either, by the word before or behind it: «N° opportunité», «Nº de pedido», Auftragsnr., «Sipariş No».
const NUMBER = '(?:id|n[°ºo]\\.?|nr\\.?|num[ée]ro|número|numer|№|номер)';
const numbered = (before: string, behind: string): RegExp =>
  new RegExp(
    `^(?:${NUMBER} ?(?:d[aeo] |del |di |della |dell['’]|d['’])?(?:la |l['’])?(?:${before})|(?:${behind})[ _-]?(?:id|no|nr|number|nummer|numarası)\\.?)$`,
    'iu',
  );
// Not «Numero lead»: so Italians call how many there are.
const leadNumbers = numbered(
  'prospect|demande|solicitud|solicitação|richiesta|zgłoszenia|zapytania|leada|звернення',
  'lead|prospect|enquiry|inquiry|anfragen?|vorgangs?|talep|başvuru',
);
const dealNumbers = numbered(
  'opportunit[éà]|affaire|oportunidade?|neg[oó]cio|negociação|trattativa|szansy|угоди',
  'deal|opportunity|opp|verkaufschancen?|fırsat|anlaşma',
);
const orderNumbers = numbered(
  'commande|pedido|encomenda|ordine|zamówienia|замовлення',
  'auftrags?|bestell(?:ungs?)?|sipariş',
);
export const contactIds = ['Contact ID', 'ID контакта', 'Номер контакта', '№ контакта'];
// Not `№` and the like: in a sheet of spend they number the rows.
export const leadIds = [
  ...ofLeads,
  ...ofLeadsAbroad,
  leadNumbers,
  ...ofDeals,
  ...ofDealsAbroad,
  dealNumbers,
  'Record ID',
  ...contactIds,
  'ID',
  ...ofOrders,
  orderNumbers,
];
/** Numbers of customers, by which a sheet may name its leads if nothing else does. */
export const customerIds = [
  numbered('client|cliente|klienta|contact|contacto|contatto|клієнта', 'kunden?|müşteri|kontakt'),
];
/** The ID of the lead that a deal, or a change of its stage, belongs to. */
export const leadLinks = [...ofLeads, ...contactIds];
export const dealIds = [...ofDeals, ...ofOrders];
export const numbers = ['№', 'Номер', 'Number', 'No', '#'];
export const days = ['Date', 'Day', 'Дата', 'День', 'Data', 'Fecha', 'Dia', 'Día'];
/** A period of several days per row; all the cells together settle what one means. */
export const months = [
  ...['Месяц', 'Неделя', 'Month', 'Week', 'Период', 'Period', 'Mes', 'Mês', 'Mois', 'Monat', 'Mese', 'Квартал'],
  ...['Quarter', 'Week of', 'Week starting', 'Week beginning', 'Week commencing', 'Неделя с'],
  ...['Week Start', 'Week Start Date', 'Week Date', 'Date Week', 'Date Month', 'Year Month', 'Month Year'],
  ...['Woche', 'Semana', 'Semaine', 'Settimana'],
];
export const created = [
  ...['Created', 'Created Time', 'Created At', 'Created On', 'Created Date', 'Create Date', 'Creation Date'],
  ...['Lead Created', 'Lead Created At', 'Lead Created Date', 'Lead Creation Date', 'Lead Timestamp'],
  ...['Deal Created', 'Deal Created At', 'Deal Created Date', 'Opportunity Created', 'Opportunity Created At'],
  ...['Opportunity Created Date', 'Opp Created Date', 'Enquiry Date', 'Inquiry Date', 'Date Added'],
  ...['Date Created', 'Date of creation', 'Lead Date', 'Request Date', 'Submitted At', 'Submission Date', 'Timestamp'],
  ...['Дата создания', 'Дата создан', 'Создан', 'Создано', 'Создана', 'Когда создан', 'Время создания'],
  'Дата и время создания',
  ...['Дата создания лида', 'Дата создания сделки', 'Дата создания заявки', 'Дата лида', 'Дата заявки'],
  ...['Дата обращения', 'Дата поступления', 'Дата добавления', 'Дата заказа', 'Отметка времени', 'Дата и время'],
  ...['Дата оформления', 'Дата оформления заказа', 'Дата и время оформления', 'Дата и время заказа'],
  ...['Fecha lead', 'Fecha de creación', 'Fecha del lead', 'Fecha de alta', 'Data de criação', 'Data do lead'],
  ...['Criado em', 'Creado el', 'Erstellungsdatum', 'Erstelldatum', 'Erstellt am', 'Angelegt am', 'Eingangsdatum'],
  ...[
    'Date de création',
    'Créé le',
    'Data di creazione',
    'Data creazione',
    'Creato il',
    'Data utworzenia',
    'Utworzono',
  ],
  ...['Oluşturma Tarihi', 'Oluşturulma Tarihi', 'Kayıt Tarihi', 'Дата створення', 'Створено', 'Дата звернення'],
];
export const stages = [
  ...['Stage', 'Lead Stage', 'Deal Stage', 'Pipeline Stage', 'Current Stage', 'Opportunity Stage', 'Opp Stage'],
  ...['Sales Stage', 'Funnel Stage'],
  ...['Этап', 'Этап сделки', 'Этап лида', 'Этап воронки'],
  ...['Стадия', 'Стадия сделки', 'Стадия лида', 'Status', 'Lead Status', 'Deal Status', 'Статус', 'Статус лида'],
  ...['Статус заявки', 'Статус сделки', 'Статус заказа', 'Состояние'],
  // Not a bare «Estado»: in Portuguese it is a federal state.
  ...['Estado lead', 'Estado del lead', 'Status do lead', 'Etapa', 'Fase', 'Etapa do lead', 'Etapa do negócio'],
  ...['Etapa del negocio', 'Lead-Phase', 'Deal-Phase', 'Verkaufsphase', 'Étape', 'Statut du lead'],
  ...['Etap sprzedaży', 'Aşama', 'Стадія', 'Стадія угоди', 'Етап', 'Етап угоди', 'Статус угоди'],
  // The lifecycle stage, if nothing says how the lead itself stands.
  'Lifecycle Stage',
  ...['Current Status', 'CRM Status'],
  ...['Stage Name', 'Deal Stage Name', 'Lead Stage Name', 'Status Name', 'Status Label', 'Stage Label'],
  // A project has a phase as well, whatever the stage of its deal.
  ...['Phase', 'Statut', 'Etap', 'Durum'],
  // A database has a code in place of the name: `WON`, or a number that a person has to explain.
  ...['Stage ID', 'Deal Stage ID', 'Lead Stage ID', 'Status ID', 'ID этапа', 'ID стадии', 'ID статуса'],
];
export const managers = [
  ...['Manager', 'Sales Manager', 'Account Manager', 'Owner', 'Lead Owner', 'Deal Owner', 'Responsible'],
  ...['Responsible User', 'Responsible Person', 'Assigned To', 'Sales Rep', 'Менеджер', 'Менеджер по продажам'],
  ...['Ответственный', 'Ответственный менеджер', 'Ответственное лицо', 'Ответств', 'Продавец'],
  ...['Responsable', 'Responsável', 'Vendedor', 'Comercial', 'Commercial', 'Verantwortlich', 'Verantwortlicher'],
  ...['Zuständig', 'Leadinhaber', 'Vertriebsmitarbeiter', 'Responsabile', 'Commerciale', 'Opiekun', 'Handlowiec'],
  ...['Temsilci', 'Sorumlu', 'Відповідальний', 'Відповідальна особа'],
];
export const people = [
  ...['Phone', 'Phone Number', 'Телефон', 'Номер телефона', 'Email', 'E-mail', 'Почта', 'Name', 'Full Name', 'Имя'],
  ...['ФИО', 'Client', 'Customer', 'Contact', 'Клиент', 'Контакт', 'Покупатель'],
  ...['Nombre', 'Nome', 'Teléfono', 'Telefone', 'Téléphone', 'Telefono', 'Telefon', 'Ansprechpartner'],
];

export const sources = [
  // A pattern, since `Source.Name` must not fit: Power Query gives that heading to the names of the files that it puts
  // together.
  /^source[ _]name$/i,
  ...['Source', 'Traffic Source', 'Source Label', 'Источник', 'Источник трафика', 'Джерело', 'Джерело трафіку'],
  // Both in one cell: `google / cpc`.
  ...['Source / Medium', 'Source Medium', 'Источник / канал', 'Источник и канал'],
];
export const places = [
  ...['Platform', 'Ad Platform', 'Площадка', 'Рекламная площадка', 'Платформа', 'Рекламная система'],
  ...['Рекламный источник', 'Channel', 'Ad Channel', 'Marketing Channel', 'Acquisition Channel', 'Канал'],
  ...['Рекламный канал', 'Канал трафика'],
  ...['Canal', 'Canal origen', 'Canal de origem', 'Origen', 'Origem', 'Plataforma'],
];
export const furtherPlaces = [
  ...['Quelle', 'Kanal', 'Plattform', 'Fuente', 'Fonte', 'Plateforme', 'Piattaforma', 'Canale'],
  ...['Źródło', 'Kanał', 'Platforma', 'Kaynak'],
];

/** The column that tells the platforms apart in programs that gather the spend of several. */
export const connectorSources = [
  'Data Source',
  'Datasource',
  'Data Source Name',
  'Media Source',
  'Media Source (pid)',
  'Ad Network',
  'Ad Network Name',
];
// A channel is the medium only if another column is the source.
export const mediums = ['Medium', 'Тип трафика', 'Channel', 'Канал', 'Канал трафика'];
export const campaigns = [
  ...['Campaign', 'Campaign Name', 'Ad Campaign', 'Кампания', 'Название кампании', 'Рекламная кампания', 'РК'],
  'Campaign (c)',
  ...['Campaña', 'Campanha', 'Kampagne', 'Kampagnenname', 'Campagne', 'Campagna'],
  ...['Kampania', 'Nazwa kampanii', 'Kampanya', 'Kampanya Adı', 'Кампанія', 'Kampaň', 'Kampanj'],
];
export const currencies = [
  ...['Currency', 'Currency Code', 'Валюта', 'Код валюты', 'Währung', 'Moneda', 'Moeda', 'Devise', 'Divisa'],
  ...['Valuta', 'Waluta', 'Para Birimi'],
];

export const amounts = [
  ...['Amount', 'Deal Amount', 'Deal Value', 'Opportunity Amount', 'Contract Value', 'Contract Amount'],
  ...['Order Amount', 'Order Value', 'Sale Amount', 'Value', 'Budget', 'Price', 'Total', 'Total Value'],
  ...['Сумма', 'Сумма сделки', 'Сумма заказа', 'Сумма договора', 'Бюджет', 'Бюджет сделки', 'Стоимость'],
  ...['Стоимость заказа', 'Цена'],
  ...['Чек', 'Сума', 'Сума угоди', 'Betrag', 'Auftragswert', 'Dealwert', 'Montant', 'Montant HT', 'Importe', 'Importo'],
  ...['Valor', 'Kwota', 'Wartość', 'Tutar'],
  // The expected value, if nothing says what the deal brought.
  ...['Lead Value', 'Opportunity Value'],
];
