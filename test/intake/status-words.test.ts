import { describe, expect, it } from 'vitest';
import { outcomeOf } from '../../src/intake/type/outcome-words.js';
import { suggest } from '../../src/intake/type/status-words.js';
import type { StatusMeaning } from '../../src/model/settings.js';
import { usualMeaning } from '../../src/sources/usual-statuses.js';

const KNOWN = new Map<string, StatusMeaning>([
  ['Оплачено', { kind: 'stage', stage: 'deal' }],
  ['Paid', { kind: 'stage', stage: 'deal' }],
  ['Обзвон', { kind: 'stage', stage: 'contact' }],
]);
const meaning = (status: string): string => {
  const found = suggest(status, KNOWN);
  return found === undefined ? '?' : found.kind === 'stage' ? found.stage : found.kind;
};

describe('a likeness to what is known', () => {
  const known = new Map<string, StatusMeaning>([
    ['Contacted', { kind: 'stage', stage: 'contact' }],
    ['Обзвон', { kind: 'stage', stage: 'contact' }],
  ]);

  it('is a slip of the pen, and no other word of the same length', () => {
    expect(suggest('Converted', known)).toBeUndefined();
    expect(suggest('Обзвен', known)).toEqual({ kind: 'stage', stage: 'contact' });
  });
});

describe('a word is no evidence of its own denial', () => {
  it.each([
    ...['Не оплачено', 'Неоплачено', 'Оплата не поступила', 'Unpaid', 'Not paid', 'Non-paid', 'Isn’t paid', 'Not won'],
    ...['Не дозвонились', 'Не дозвонился', 'Not Contacted', 'Never contacted', 'No contact', 'Без контакта'],
    ...['КП не отправлено', 'Без КП', 'Offer not sent', 'Договор не подписан', 'Встреча не состоялась'],
    ...['Клиент пока ждёт оплату', 'Ещё ждём решения', 'Еще ждем оплаты', 'Not interested yet'],
    ...['Не отказ', 'Not lost', 'Не спам', 'Not a duplicate', 'Not yet qualified', 'Ещё не квалифицирован'],
  ])('nothing is guessed of «%s», which denies', (status) => {
    expect(meaning(status)).toBe('?');
  });

  it.each([
    ...['Дозвониться', 'Отправить КП', 'Выставить счёт', 'Назначить встречу', 'Провести презентацию', 'Перевезти'],
    ...['To be contacted', 'To call', 'Needs a proposal', 'Needs quote', 'Proposal pending', 'Offer to be sent'],
    ...['Нужна презентация', 'Надо созвониться', 'Требуется договор', 'Ожидает предложения', 'Планируем встречу'],
  ])('nothing is guessed of «%s», which is still to be done', (status) => {
    expect(meaning(status)).toBe('?');
  });

  it.each([
    ...['Nicht gewonnen', 'Noch nicht verkauft', 'Kein Kunde', 'Nicht qualifiziert', 'Nicht verloren', 'Fast verkauft'],
    ...['Teilweise verkauft', 'Anzahlung: verkauft', 'Demo geplant', 'Meeting vereinbart', 'Zu qualifizieren'],
    ...['No vendido', 'Parcialmente vendido', 'Casi vendido', 'Aún no ganado', 'Lead sin contactar', 'Demo agendada'],
    ...[
      'Por qualificar',
      'Não ganho',
      'Não vendido',
      'Ainda não perdido',
      'Pas qualifié',
      'À qualifier',
      'Da qualificare',
    ],
    ...['Non qualificato', 'Qualifizierung', 'En cours de qualification', 'Niet gewonnen', 'Contract in Bearbeitung'],
    ...[
      'Dis-qualified',
      'Pre-qualified',
      'Semi-qualified',
      'Over-qualified',
      'Pre-won',
      'Hardly contacted',
      'КП в работе',
    ],
  ])('nothing is guessed of «%s», whatever language denies it, delays it or halves it', (status) => {
    expect(meaning(status)).toBe('?');
  });

  it.each([
    ...[
      'Enviar propuesta',
      'Elaborar proposta',
      'Envoyer devis',
      'Angebot erstellen',
      'Wysłać ofertę',
      'Devis à envoyer',
    ],
    ...['Angebot abgelehnt', 'Presupuesto rechazado', 'Proposta recusada', 'Devis refusé', 'Oferta odrzucona'],
    ...['Teklif reddedildi', 'Teklif istendi', 'Teklif bekleniyor', 'Aguardando proposta', 'Warten auf Angebot'],
    ...['Angebotsanfrage', 'Fuera de presupuesto', 'Sin presupuesto', 'Oferta do przygotowania', 'Devis demandé'],
    ...['Reunião com tomador de decisão', 'Value proposition', 'Démo programmée', 'RDV pris', 'Niteliksiz'],
    ...['No pagado', 'Nicht bezahlt', 'Primera cuota pagada', 'Tráfico pagado', 'Nie zakwalifikowany'],
  ])('nothing is guessed of «%s», which is to be done, turned down or something else', (status) => {
    expect(meaning(status)).toBe('?');
  });

  it.each([
    [
      'lead',
      'New opportunity',
      'Nova',
      'Novos',
      'Nouvelle affaire',
      'Primer contacto',
      'Premier contact',
      'Erstkontakt',
      'Lead entrante',
    ],
    ['qualified', 'Zakwalifikowany', 'Nitelikli', 'Qualificado', 'Qualifié'],
    ['contact', 'Contato feito', 'Contacto realizado', 'Contact effectué', 'Contattato', 'Kontakt hergestellt'],
    ['contact', 'İletişime geçildi', 'Reunião realizada', 'RDV effectué', 'Gespräch geführt'],
    [
      'proposal',
      'Propuesta enviada',
      'Proposta',
      'Proposition',
      'Devis envoyé',
      'Preventivo inviato',
      'Angebot verschickt',
    ],
    [
      'proposal',
      'Oferta wysłana',
      'Teklif gönderildi',
      'Cotización enviada',
      'Orçamento enviado',
      'Presupuesto enviado',
    ],
    ['decision', 'Negociación', 'Negociação iniciada', 'Négociation', 'In trattativa', 'Verhandlungen begonnen'],
    ['decision', 'Negocjacje', 'Pazarlık', 'Contrato enviado', 'Vertrag verschickt', 'Facture envoyée', 'Decisão'],
    ['deal', 'Contrato firmado', 'Contrat signé', 'Vertrag unterschrieben', 'Pagado', 'Bezahlt', 'Pagato'],
    ['lost', 'Rechazado', 'Abgelehnt', 'Refusé', 'Descartado', 'Kein Interesse', 'Sin interés', 'Descalificado'],
    ['lost', 'Perdido - presupuesto', 'Angebot verloren', 'Cancelado por orçamento', 'Annulé - devis trop cher'],
    ['lost', 'Brak zainteresowania', 'Odrzucony', 'Reddedildi', 'Annulé', 'Storniert', 'Trattativa persa'],
  ])('%s is guessed of «%s», «%s» and others in languages that CRMs are kept in', (expected, ...statuses) => {
    expect(statuses.map((status) => [status, meaning(status)])).toEqual(statuses.map((status) => [status, expected]));
  });

  it.each([
    ['Gewonnen', 'deal'],
    ['Verloren', 'lost'],
    ['Vendido', 'deal'],
    ['Lead perdido', 'lost'],
    ['Qualifiziert', 'qualified'],
    ['Договор на подписании', 'decision'],
    ['calificado', 'qualified'],
    ['Prospección', 'lead'],
    ['Abandoned', 'lost'],
  ])('«%s» is still guessed to be %s', (status, expected) => {
    expect(meaning(status)).toBe(expected);
  });

  it.each([
    ...['Refund paid', 'Возврат оплачен', 'Paid search lead', 'Paid trial', 'Payment failed', 'Договор расторгнут'],
    'Расторжение договора',
    ...['Potential customer', 'Customer support', 'Получена предоплата', 'Оплата не получена'],
  ])('nothing of winning is guessed of «%s»', (status) => {
    expect(meaning(status)).toBe('?');
  });

  it.each(['Частично оплачено', 'Оплачено частично', 'Partially paid', 'Paid 50%', 'Почти оплачено', 'Half paid'])(
    'nothing is guessed of «%s», which is a part',
    (status) => {
      expect(meaning(status)).toBe('?');
    },
  );

  it.each([
    ['Оплачено', 'deal'],
    ['Paid', 'deal'],
    ['Успешно реализовано', 'deal'],
    ['Закрыто и не реализовано', 'lost'],
    ['Not interested', 'lost'],
    ['Нецелевой', 'lost'],
    ['Недозвон', 'lost'],
    ['Отказ клиента', 'lost'],
    ...['Отказ - не отвечает', 'Отказ: выбрал конкурента', 'Отказ (не целевой)', 'Lost – no budget'].map((one) => [
      one,
      'lost',
    ]),
    ...['Lost: no budget', 'Отказ: нет бюджета', 'Lost: not yet ready', 'Lost:'].map((one) => [one, 'lost']),
    ...['Брак: нет', 'Отказ - нет', 'Отказ (?)', 'Отказ: no', 'Lost: none', 'Lost: -', 'Отказ - not yet'].map((one) => [
      one,
      '?',
    ]),
    ...['Lost (not confirmed)', 'Lost (unconfirmed)', 'Отказ - не подтвержден', 'Отказ: пока не подтверждён'].map(
      (one) => [one, '?'],
    ),
    ['Потерян', 'lost'],
    ['Слив', 'lost'],
    ['Проигрыш', 'lost'],
    ['Отвал', 'lost'],
    ['Сливной бачок', '?'],
    ['Неквал', '?'],
    ['Не актуально', 'lost'],
    ['Неактуальный', 'lost'],
    ['Неверный номер', 'lost'],
    ['Wrong number', 'lost'],
    ['Квал. лид', 'qualified'],
    ['Квал', 'qualified'],
    ['Не квал', '?'],
    ['Кваліфікація', '?'],
    ['Выкуплен', 'deal'],
    ['Не выкуплен', '?'],
    ['Отменен', 'lost'],
    ['Заказ отменён', 'lost'],
    ['Отмена', 'lost'],
    ['Аннулирована', 'lost'],
    ['Качественный лид', 'qualified'],
    ['Good lead', 'qualified'],
    ['Waiting For Payment', 'decision'],
    ['Ожидаем оплату', 'decision'],
    ['Ждём решения', 'decision'],
    ['Показ: ждём оплату', 'decision'],
    ['Счёт выставлен', 'decision'],
    ['КП отправлено', 'proposal'],
    ['Стоимость и сметы', 'proposal'],
    ['Готовность КП', 'proposal'],
    ['Дозвонились', 'contact'],
    ['Contacted', 'contact'],
    ['Квалифицирован', 'qualified'],
    ['Неразобранное', 'lead'],
    ['Необработанная заявка', 'lead'],
    ['Новая', 'lead'],
    ['Обзвон.', 'contact'],
    ...['Absage', 'Kein Bedarf', 'Sans suite', 'Rezygnacja', 'Скасовано', 'No longer interested'].map((one) => [
      one,
      'lost',
    ]),
    ...['Клиент пришёл', 'Клиент пришел на приём', 'Kunde erschienen', 'Client showed up'].map((one) => [
      one,
      'contact',
    ]),
    ...['Клиент не пришел', 'Ожидание клиента', 'Выполнен звонок', 'Не выполнен'].map((one) => [one, '?']),
    ...['Erstgespräch', 'Premier rendez-vous', 'Primera reunión', 'Pierwsza rozmowa'].map((one) => [one, 'contact']),
    ...[
      'Angebot unterschrieben',
      'Devis signé',
      'Presupuesto firmado',
      'Oferta podpisana',
      'Quote signed',
      'Угода успішна',
      ...['Presupuesto aceptado', 'Orçamento aprovado', 'Angebot angenommen', 'Devis accepté', 'Teklif kabul edildi'],
      ...['Выполнен', 'Заказ выполнен', 'Виконано', 'Quote accepted'],
    ].map((one) => [one, 'deal']),
    ...['Angebot versendet', 'Devis envoyé', 'Oferta wysłana'].map((one) => [one, 'proposal']),
    ...['Erstgespräch vereinbart', 'Premier rdv pris', 'Umówiona pierwsza rozmowa', 'Надіслати пропозицію'].map(
      (one) => [one, '?'],
    ),
    ...['Erstgespräch abgesagt', 'Primo incontro programmato', 'Комерційну пропозицію відхилено'].map((one) => [
      one,
      '?',
    ]),
    ...['Зустріч скасовано', 'Angebot unterschreiben', 'Чекаємо, очікує рахунок'].map((one) => [one, '?']),
  ])('«%s» is guessed to be %s', (status, expected) => {
    expect(meaning(status)).toBe(expected);
  });

  it.each([
    ...[
      'deal',
      'Deal',
      'Сделка',
      'сделки',
      'customer',
      'Customers',
      'Клиент',
      'Client',
      'Sale',
      'Продажа',
      'Покупатель',
    ],
    ...[
      'Стал клиентом',
      'Became a customer',
      'Сделка заключена',
      'Deal won',
      'Sold',
      'Продано',
      'Куплено',
      'Purchased',
    ],
    ...['Оплата получена', 'Поступила оплата', 'Payment received'],
    ...['Договор подписан', 'Contract signed', 'Success', '✅ Сделка', 'Vendido', 'Gewonnen'],
  ])('«%s» is guessed to be a deal', (status) => {
    expect(meaning(status)).toBe('deal');
  });

  it.each([
    ...['No deal', 'Not a customer', 'Не сделка', 'Нет сделки', 'Не клиент', 'Deal pending', 'Сделка не состоялась'],
    ...['Unsold', 'Не продано', 'Частично продано', 'To be sold', 'Продать', 'Call customer', 'Contact the customer'],
    ...[
      'Сделка в работе',
      'Deal in progress',
      'Deal created',
      'Potential deal',
      'Потенциальный клиент',
      'Almost a deal',
    ],
    ...[
      'Customer success',
      'Sales qualified?',
      'Sale of stock',
      'Возврат клиенту',
      'Ещё не клиент',
      'Returned by customer',
    ],
  ])('«%s» is no deal', (status) => {
    expect(meaning(status)).not.toBe('deal');
  });

  it.each([
    ...[
      ['lead', 'lead'],
      ['Лид', 'lead'],
      ['qualified', 'qualified'],
      ['Квалифицированный лид', 'qualified'],
    ],
    ...[
      ['contact', 'contact'],
      ['Контакт', 'contact'],
      ['Manager contact', 'contact'],
      ['Предложение', 'proposal'],
    ],
    ...[
      ['decision', 'decision'],
      ['Принимает решение', 'decision'],
      ['Dead', 'lost'],
      ['Dead lead', 'lost'],
    ],
  ])('«%s» is what the stage is called: %s', (status, expected) => {
    expect(meaning(status)).toBe(expected);
  });

  it('of four letters one is too much of a likeness', () => {
    const known = new Map<string, StatusMeaning>([['Deal', { kind: 'stage', stage: 'deal' }]]);
    expect(['Meal', 'Real', 'Seal'].map((status) => suggest(status, known))).toEqual([undefined, undefined, undefined]);
  });

  describe.each([
    [
      'is set up, and not held',
      [
        'Встреча назначена',
        'Назначена презентация',
        'Созвон запланирован',
        'Записан на консультацию',
        'Согласен на встречу',
      ],
      ['Приглашён на презентацию', 'Встреча подтверждена', 'Договорились о встрече', 'Договорённость о созвоне'],
      ['Meeting scheduled', 'Demo booked', 'Scheduled a call', 'Invited to a demo', 'Meeting set', 'Confirmed meeting'],
    ],
    [
      'was asked for',
      [
        'Запросил КП',
        'КП запрошено',
        'Запрос сметы',
        'Просит счёт',
        'Хочет презентацию',
        'Интересует КП',
        'Заявка на встречу',
      ],
      ['Demo requested', 'Proposal requested', 'Asked for a quote', 'Wants an offer', 'Contacted us', 'Quote request'],
    ],
    [
      'is yet to come',
      [
        'Будет оплачен',
        'Скоро будет куплен',
        'Обещал, что будет оплачен',
        'Договор подпишут завтра',
        'Созвон позже',
        'КП отправим',
      ],
      [
        'Will be paid',
        'Paid soon',
        'Proposal next week',
        'Future opportunity',
        'Upcoming meeting',
        'Встреча в 15:00',
        'Созвон 05.11',
      ],
    ],
    [
      'was put off, missed, or has run out',
      [
        'Встреча сорвалась',
        'Перенос встречи',
        'Презентация перенесена',
        'Решение отложено',
        'Оплата просрочена',
        'Срок КП истёк',
      ],
      ['Договор приостановлен', 'Пропущенный созвон', 'Встреча отменена', 'Отменённая встреча', 'Переговоры на паузе'],
      [
        'Quote expired',
        'Contract expired',
        'Meeting no-show',
        'Demo postponed',
        'Missed meeting',
        'Payment overdue',
        'Call rescheduled',
      ],
      ['Meeting cancelled', 'Cancelled demo', 'Negotiation on hold'],
    ],
    [
      'turns a thing down, and not us',
      ['КП отклонено', 'Договор отклонён', 'Отказ от встречи', 'Отказался от предоплаты'],
      ['Запись отменена', 'Отмена брони', 'Оплата отменена', 'Договор отменён', 'Не отменён'],
      ['Payment declined', 'Proposal rejected', 'Declined the meeting', 'Card declined', 'Offer refused'],
    ],
    [
      'is under way',
      [
        'На квалификации',
        'Квалификация',
        'Квалифицируем',
        'Подготовка КП',
        'Готовим КП',
        'Составление договора',
        'Расчёт сметы',
      ],
      [
        'Qualifying',
        'Qualification',
        'Preparing a proposal',
        'Draft contract',
        'Qualification in progress',
        'КП в процессе',
      ],
    ],
    ['is an attempt', ['Попытка дозвона', 'Дозвон 1'], ['Attempted contact, conversation', 'Tried meeting']],
    [
      'is of another time',
      [
        'Бывший покупатель, оплачен',
        'Старый договор',
        'Постоянный клиент',
        'Действующий договор',
        'Прошлые переговоры',
      ],
      [
        'Former customer',
        'Old customer',
        'Existing customer',
        'Current customer',
        'Ex-customer',
        'Previously qualified',
        'Repeat customer',
      ],
    ],
    [
      'is somebody else’s',
      ['Купил у конкурента', 'Продан другому', 'Договор с другой компанией', 'Выиграл конкурент'],
      [
        'Won by competitor',
        'Contacted competitor',
        'Connected elsewhere',
        'Purchased elsewhere',
        'Sold to others',
        'Signed contract with another vendor',
      ],
    ],
    [
      'is advertising',
      ['Оплаченная реклама', 'Реклама оплачена', 'Оплаченный трафик', 'Оплаченный лид', 'Оплаченные клики'],
      ['Paid lead', 'Paid ads', 'Paid campaign', 'Paid channel', 'Paid social lead', 'Paid plan'],
    ],
    [
      'is a part, or ahead of it',
      [
        'Оплачен аванс',
        'Аванс оплачен',
        'Оплачена предоплата',
        'Оплачен первый взнос',
        'Куплен в рассрочку',
        'Оплачен задаток',
      ],
      ['Deposit paid', 'Paid deposit', 'Advance paid', 'First instalment paid', 'Down payment paid'],
    ],
    [
      'is a slip, a test, or a doubt',
      [
        'Ошибочно оплачен',
        'Оплачен по ошибке',
        'Тестовый договор',
        'Целевой? уточнить',
        'Возможно купил бы',
        'Купил бы',
      ],
      ['Paid by mistake', 'Payment error', 'Test payment', 'Won?', 'Maybe qualified', 'Probably won'],
    ],
    [
      'is out of it, or nothing of the kind',
      ['Счётчик', 'Успешный дозвон?', 'Договорённости'],
      ['Lead qualified out', 'Sold out', 'Contractor', 'Demographics'],
    ],
  ])('nothing is guessed of what %s', (_, ...words) => {
    it.each((words as string[][]).flat())('%s', (status) => expect(meaning(status)).toBe('?'));
  });

  it.each([
    ...[
      ['Встреча состоялась', 'contact'],
      ['Встреча проведена', 'contact'],
      ['Meeting held', 'contact'],
      ['Meeting completed', 'contact'],
      ['Повторная встреча', 'contact'],
      ['Переговоры в процессе', 'contact'],
    ],
    ...[
      ['Успешно дозвонились', 'contact'],
      ['Успешная встреча', 'contact'],
      ['Закрыто успешно', 'deal'],
      ['Успешная сделка', 'deal'],
    ],
    ...[
      ['Открыл КП', 'proposal'],
      ['Demo done', 'proposal'],
      ['Proposal sent', 'proposal'],
      ['Negotiation in progress', 'decision'],
      ['Договор отправлен', 'decision'],
      ['Invoice sent', 'decision'],
    ],
    ...[
      ['Customer declined', 'lost'],
      ['Lost customer', 'lost'],
      ['Rejected', 'lost'],
      ['Новый отказ', 'lost'],
      ['Дубль оплачен', 'lost'],
      ['New customer', 'deal'],
      ['Invoice paid', 'deal'],
      ['Счёт оплачен', 'deal'],
    ],
  ])('«%s» has come to pass: %s', (status, expected) => {
    expect(meaning(status)).toBe(expected);
  });

  it('what is like a known status but for a denial is not taken for it', () => {
    expect(meaning('Неоплачено')).toBe('?');
    expect(meaning('UnPaid')).toBe('?');
    expect(meaning('Обзвонн')).toBe('contact');
  });
});

describe('a word of another language, or a part of a word, denies only what it stands before', () => {
  it.each([
    ...['Ganado por Ana', 'Vendido por web', 'Vendido à vista', 'Sold à vista', 'Ganado - Da Silva', 'Vinto da Marco'],
    ...['Verkauft zu 2026', 'Gewonnen, Sayn zu Wittgenstein', 'Paid (fast)', 'Won (pre-sale)', 'İş kazanıldı'],
  ])('«%s» is won', (status) => {
    expect(meaning(status)).toBe('deal');
  });

  it.each(['Over-the-phone meeting', 'Pre-sale meeting held', 'Contacted (fast)', 'Fast contacted'])(
    '«%s» is a contact',
    (status) => {
      expect(meaning(status)).toBe('contact');
    },
  );

  it.each([
    ...['Por contactar: contactado', 'Zu gewinnen oder verkauft', 'À contacter, gagné', 'Vinto da confermare'],
    ...['Pre-contract signed', 'Pre-meeting held', 'Fast gewonnen', 'Fast qualifiziert', 'Под-продан, недо-продан'],
  ])('nothing is guessed of «%s»', (status) => {
    expect(meaning(status)).toBe('?');
  });
});

describe('a Turkish verb says by its ending whether it has come to pass', () => {
  it.each([
    ...['Kazanıldı', 'KAZANILDI', 'Kazanılmış', 'Satıldı'].map((word) => [word, 'deal']),
    ...['İptal', 'iptal', 'İPTAL', 'I\u0307ptal', 'İptal edildi', 'İptal: bütçe', 'Kaybedildi'].map((word) => [
      word,
      'lost',
    ]),
  ])('«%s»: %s', (word, expected) => {
    expect(meaning(word as string)).toBe(expected);
  });

  it.each([
    ...['Kazanılamadı', 'Kazanılabilir', 'Kazanılacak', 'Kazanılmadı', 'Kazanılmamış', 'Satıldığında'],
    ...['İptal edilmedi', 'İptal edilebilir', 'İptal değil', 'Kaybedilmedi', 'Kaybedilebilir'],
    ...['Teklif gönderilecek', 'Sözleşme imzalanacak'],
  ])('nothing is guessed of «%s»', (status) => {
    expect(meaning(status)).toBe('?');
  });
});

describe('plain words of other languages are guessed as those of ours', () => {
  it.each([
    ...['Neu', 'Nuevo', 'Novo', 'Nouveau', 'Nuovo', 'Nowy', 'Yeni', 'New enquiry'].map((word) => [word, 'lead']),
    ...['Verloren', 'Perdido', 'Perdu', 'Perso', 'Przegrany', 'Kaybedildi', 'Loss'].map((word) => [word, 'lost']),
    ...['Gewonnen', 'Ganado', 'Gagné', 'Vinto', 'Wygrany', 'Kazanıldı'].map((word) => [word, 'deal']),
    ...['Kontaktiert', 'Contactado', 'Görüşüldü'].map((word) => [word, 'contact']),
  ])('«%s»: %s', (word, stage) => {
    expect(meaning(word as string)).toBe(stage);
  });

  it.each([
    ...['Nie wygrany', 'Nie skontaktowano', 'Kazanılmadı', 'Non vinto', 'Pas gagné', 'Personal', 'Losses to check'],
    ...['Yenilendi', 'Nowhere', 'Neutral', 'Vintage', 'Persona'],
  ])('nothing is guessed of «%s»', (word) => {
    expect(meaning(word)).toBe('?');
  });
});

describe('an outcome that stands apart from the stage', () => {
  it.each([
    ...[
      'won',
      'Closed Won',
      'Выиграна',
      'Выигранная',
      'Успешный',
      'Успех',
      'Успешно',
      'success',
      'Successful',
      'S',
    ].map((word) => [word, 'deal']),
    ...[
      'Lost',
      'closed lost',
      'Проиграна',
      'Проигранная',
      'Отказался',
      'Отказ',
      'Провалена',
      'fail',
      'Failed',
      'failure',
      'F',
    ].map((word) => [word, 'lost']),
    ...['Open', 'opened', 'Active', 'in progress', 'In process', 'processing', 'Pending', 'working', 'P'].map(
      (word) => [...[word, 'ignore']],
    ),
    ...['В работе', 'в процессе', 'Открыта', 'Открытая', 'Активна', 'Активная', 'не завершена'].map((word) => [
      word,
      'ignore',
    ]),
    ...['Ganado', 'Vendida', 'Ganho', 'Gewonnen', 'Gagné', 'Vinto', 'Wygrane'].map((word) => [word, 'deal']),
    ...['Perdido', 'Perdida', 'Verloren', 'Perdu', 'Perso', 'Przegrane'].map((word) => [word, 'lost']),
    ...['Abierto', 'Aberto', 'Em andamento', 'Offen', 'Ouvert', 'Ouverte', 'En cours'].map((word) => [word, 'ignore']),
    ...['Aperto', 'In corso', 'Otwarte', 'W toku'].map((word) => [word, 'ignore']),
    ...['not won', 'won back', 'lost it', 'unlost', 'не успех', 'fails', 'opener', 'reopen', 'deal', ''].map((word) => [
      word,
      '?',
    ]),
  ])('«%s» is %s', (word = '', expected) => {
    const found = outcomeOf(word);
    expect(found === undefined ? '?' : found.kind === 'stage' ? found.stage : found.kind).toBe(expected);
    if (found?.kind === 'lost') expect(found.after).toBeNull();
  });
});

describe('a status that known CRMs have by default', () => {
  it.each([
    ['working', 'lead'],
    ['Nurturing', 'lead'],
    ['Prospecting', 'lead'],
    ['Qualification', 'lead'],
    ['Not Contacted', 'lead'],
    ['Contact in Future', 'lead'],
    ['Needs Analysis', 'qualified'],
    ['Rendez-vous pris', 'lead'],
  ])('«%s» may mean what it means there: %s', (status, expected) => {
    expect(usualMeaning(status)).toEqual({ kind: 'stage', stage: expected });
  });

  it('the code of a CRM for what it shows as several words tells alone', () => {
    expect(usualMeaning('closedlost')).toEqual({ kind: 'lost', after: null });
    expect(usualMeaning('ContractSent')).toEqual({ kind: 'stage', stage: 'decision' });
    expect(usualMeaning('qualifiedtobuy')).toEqual({ kind: 'stage', stage: 'qualified' });
  });

  it.each(['In progress', 'Discovery', 'Other', 'S', '142', 'Nobody’s word'])(
    'nothing is taken from them of «%s»: they differ, or one alone calls a later stage so',
    (status) => {
      expect(usualMeaning(status)).toBeUndefined();
    },
  );
});
