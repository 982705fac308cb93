import { text as words } from '../../model/text.js';
import { defineSource, id, moment, money, noDeleted, text } from '../define-source.js';
import { at, lost, origins, reasons, tags } from './crm-words.js';

// The currency of the account may follow the word: «Бюджет ₽», `Lead venda R$`, `Presupuesto $`.
const budget = money(/^(Бюджет|Budget|(Lead )?sale|(Lead )?venda|Presupuesto)(,? \S{1,4})?$/i);

// The same as widgets write it into a spreadsheet: «Сделка.Бюджет», and in some sheets without the entity.
const ofDeal = (...headings: readonly string[]): string[] => [...headings.map((one) => `Сделка.${one}`), ...headings];
const budgetOfDeal = money(/^Сделка\.Бюджет(,? \S{1,4})?$/i, 'Бюджет');

// One export, in the language of the user interface. Custom fields follow the built-in ones, so a heading may occur
// twice. It has the present stage only: how far a lost lead had come is not in the file.
export const amocrm = defineSource({
  name: 'amocrm',
  title: 'amoCRM / Kommo',
  where: words('Leads → list view → ⋯ → Export → CSV', 'Сделки → список → ⋯ → Экспорт → CSV'),
  stages: words(
    'Settings → Fields: a date field per stage; Digital Pipeline: on entering the stage, fill it with the present moment; then export those columns',
    'Настройки → Поля: поле «Дата» на каждый этап; Digital Pipeline: при переходе в этап записать в него текущую дату; затем выгрузите эти столбцы',
  ),
  exports: [
    {
      table: 'crm',
      list: 'leads',
      mayLackIds: true,
      required: [
        'lead_id',
        'status',
        // Not `Lead status`: other CRMs have it too.
        /^(Название сделки|Бюджет.{0,6}|Ответственный|Воронка|Lead (title|name|tags)|Responsible user|Lead t[ií]tulo|Funil de vendas|(Lead )?Usu[aá]rio respons[aá]vel|Nombre del lead|Etiquetas del lead|Respons\. usuario)$/i,
      ],
      empty: ['не закрыта', 'не закрыто', 'not closed', 'não fechado', 'nao fechado', 'no cerrado'],
      fields: {
        lead_id: id('ID'),
        created_at: moment(
          'Дата создания сделки',
          'Дата создания',
          'Created at',
          'Date created',
          'Criado em',
          'Data criada',
          'Fecha de creación',
        ),
        modified_at: moment(
          'Дата редактирования',
          'Последнее изменение',
          'Updated at',
          'Date modified',
          // From memory: no export in English was found.
          ...['Last modified at', 'Last modified', 'Modified at', 'Modified on', 'Last updated at'],
          'Modificada em',
          'Modificado em',
          'Última modificação',
          'Última modificación',
        ),
        modified_by: text('Кем редактирована', 'Кем изменена', 'Modified by', 'Modificado por'),
        closed_at: moment(
          'Дата закрытия',
          'Closed at',
          'Date closed',
          'Fechado às',
          'Fechado em',
          'Fechada em',
          'Data fechada',
          'Data de fechamento',
          'Fecha de cierre',
        ),
        status: text('Этап сделки', 'Lead status', 'Lead stage', 'Etapa do lead', 'Estatus del lead'),
        pipeline: text('Воронка', 'Pipeline', 'Sales pipeline', 'Funil de vendas', 'Embudo de ventas'),
        source: text(
          'Источник сделки',
          'Источник лида',
          'Источник',
          'Lead source',
          'Fonte do lead',
          'Origem',
          ...origins,
        ),
        amount: budget,
        revenue: budget,
        reason: text(...reasons, 'Motivo de perda', 'Motivo de insucesso', 'Motivo de pérdida', 'Motivo de la pérdida'),
        manager: text(
          'Ответственный',
          'Responsible user',
          'Lead responsible user',
          'Usuário responsável',
          'Usuario responsavel',
          'Lead usuário responsável',
          'Usuario responsable',
          'Respons. usuario',
        ),
        ...tags,
      },
    },
    // What widgets write into a spreadsheet, with the entity before each name. The status may have its pipeline before
    // it: «Продажи / Первичный контакт».
    {
      table: 'crm',
      list: 'leads',
      required: [/^Сделка\.ID$/i, 'status', 'created_at'],
      empty: ['не закрыта', 'не закрыто'],
      fields: {
        lead_id: id('Сделка.ID'),
        created_at: moment(...ofDeal('Дата создания', 'Дата создания сделки', 'created_at')),
        modified_at: moment(...ofDeal('Дата редактирования', 'Дата изменения', 'updated_at')),
        closed_at: moment(...ofDeal('Дата закрытия', 'Дата закрытия (closed_at)', 'closed_at')),
        status: text(...ofDeal('Статус', 'Этап', 'Этап сделки', 'status_name')),
        pipeline: text(...ofDeal('Воронка', 'pipeline_name')),
        source: text(...ofDeal('Источник сделки', 'Источник'), ...origins),
        amount: budgetOfDeal,
        revenue: budgetOfDeal,
        reason: text('Сделка.loss_reason_name', /^Сделка\.Причина отказа( .+)?$/i, ...reasons),
        manager: text(...ofDeal('Ответственный')),
        ...tags,
      },
    },
    // A table that analysts make from the API: stages are numbers, 142 is won and 143 is lost.
    {
      table: 'crm',
      list: 'leads',
      required: ['lead_id', 'status', 'created_at', /^(?:closing_reason|loss_reason(?:_id)?|pipeline_id)$/i],
      rows: noDeleted,
      // Dates are seconds since 1970, as in the API, unless somebody has turned them into dates.
      dates: 'unix',
      fields: {
        lead_id: id('lead_id', 'id'),
        created_at: moment('created_at'),
        modified_at: moment('updated_at'),
        modified_by: text('updated_by'),
        closed_at: moment('closed_at'),
        status: text('status_id'),
        pipeline: text('pipeline_id'),
        source: text('source'),
        amount: money('amount', 'price'),
        revenue: money('amount', 'price'),
        reason: text('closing_reason', 'loss_reason'),
        manager: text('responsible_user_id'),
        ...tags,
      },
    },
  ],
  statuses: {
    Неразобранное: at('lead'),
    'Первичный контакт': at('lead'),
    Переговоры: at('contact'),
    'Принимают решение': at('decision'),
    'Согласование договора': at('decision'),
    'Успешно реализовано': at('deal'),
    'Закрыто и не реализовано': lost,

    'Incoming leads': at('lead'),
    'Initial contact': at('lead'),
    Discussions: at('contact'),
    'Offer made': at('proposal'),
    // The English «Negotiation» comes after the offer; «Переговоры» come before everything else.
    Negotiation: at('decision'),
    'Decision making': at('decision'),
    'Contract discussion': at('decision'),
    'Closed - won': at('deal'),
    'Closed - lost': lost,

    'Etapa de leads de entrada': at('lead'),
    'Contato inicial': at('lead'),
    Negociação: at('decision'),
    'Fechado - ganho': at('deal'),
    'Venda ganha': at('deal'),
    'Fechado - perdido': lost,
    'Venda perdida': lost,

    'Leads entrantes': at('lead'),
    'Contacto inicial': at('lead'),
    Discusiones: at('contact'),
    Negociación: at('decision'),
    'Toma de decisiones': at('decision'),
    'Discusión de contrato': at('decision'),
    'Logrado con éxito': at('deal'),
    'Logrado con exito': at('deal'),
    'Venta perdida': lost,
    'Venta perdido': lost,
    // As accounts of 2026 have it.
    'Ventas Perdidos': lost,

    // The two last stages have the same numbers in every account, whatever a company calls them.
    '142': at('deal'),
    '143': lost,
  },
});
