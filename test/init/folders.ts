/** Invented folders of exports that nobody has configured yet. */
export const FOLDERS: Record<string, Record<string, string | Uint8Array>> = {
  'home-made sheets in English': {
    'leads.csv': `Lead ID,Created,Stage,Lead source,Amount,Lost reason,Owner
L-1,2026-10-01 10:00,Fresh,google,,,Ann
L-2,2026-10-02 11:30,Payment done,Google Ads,"1,000.50",,Ann
L-3,2026-10-03 12:00,Rejected,facebook,,Too dear,Bob
L-4,2026-10-04 09:15,Qualified lead,fb,300,,Bob
L-5,2026-10-05 09:15,Fresh,,,,Bob
`,
    'spend.csv': `Day,Platform,Campaign,Impressions,Clicks,Spend (USD)
2026-10-02,Google Ads,autumn,1000,20,100.10
2026-10-04,Facebook,brand,500,10,50.05
Total,,,1500,30,150.15
`,
  },
  'home-made sheets in Russian': {
    'лиды за октябрь.csv': `№;Дата создания;Этап;Статус;Источник;Канал;Менеджер;Бюджет, ₽;Причина отказа
1;01.10.2026 10:00;Новая заявка;В работе;яндекс;cpc;Анна;;
2;02.10.2026 11:00;КП отправлено;В работе;yandex;organic;Борис;1 000,50;
3;13.10.2026 12:00;Новая заявка;Отказ;ВК;;Анна;;Дорого
4;14.10.2026 12:00;Оплачено;Выигран;VK;;Анна;2 000;
`,
    'затраты.csv': `Дата;Площадка;Кампания;Показы;Клики;Расход, руб.
14.10.2026;VK;осень;1000;20;100,10
01.10.2026;Яндекс.Директ;поиск;1000;20;200,10
Итого;;;2000;40;300,20
`,
  },
  'an amoCRM with stages of its own in two pipelines': {
    'amocrm_export_leads_2026-10-20.csv': `ID,Название сделки,Бюджет,Ответственный,Дата создания сделки,Дата закрытия,Этап сделки,Воронка,Причина отказа,utm_source
101,а,1000,Анна,01.10.2026 10:00:00,не закрыта,Новый интерес,Продажи,,yandex
102,б,2000,Анна,02.10.2026 10:00:00,не закрыта,Отправлено КП,Продажи,,yadirect
103,в,3000,Борис,03.10.2026 10:00:00,05.10.2026 12:00:00,Успешно реализовано,Продажи,,vk
104,г,,Борис,14.10.2026 10:00:00,15.10.2026 12:00:00,Закрыто и не реализовано,Продажи,Дорого,vk
105,д,,Борис,15.10.2026 10:00:00,не закрыта,Странный этап,Опт / сети,,
`,
  },
  'a CRM of words that YAML reads otherwise': {
    'crm.csv': `ID,Created,Status
1,2026-10-01,Да: нет
2,2026-10-01,#1
3,2026-10-01,yes
4,2026-10-01,null
5,2026-10-01,~
6,2026-10-01,- a
7,2026-10-01,"[a, b]"
8,2026-10-01,{a: b}
9,2026-10-01,*a
10,2026-10-01,&a
11,2026-10-01,!a
12,2026-10-01,@a
13,2026-10-01,\`a\`
14,2026-10-01,%a
15,2026-10-01,? a
16,2026-10-01,a:
17,2026-10-01,a #b
18,2026-10-01,it's
19,2026-10-01,"say ""no"""
20,2026-10-01,"two
lines"
21,2026-10-01,1.5
22,2026-10-01,2026-10-01
23,2026-10-01,> 0
24,2026-10-01,|
25,2026-10-01,a \\ b
26,2026-10-01,__proto__
27,2026-10-01,${'long '.repeat(300)}end
28,2026-10-01,a / b / c
29,2026-10-01,Новый
30,2026-10-01,  НОВЫЙ
31,2026-10-01,a\u0085b\u2028c
`,
  },
  'files with names that YAML or a glob reads otherwise': {
    'crm: #1 [new].csv': 'ID,Created,Status\n1,2026-10-01,Won\n2,2026-10-02,Open\n',
    'spend*.csv': 'Date,Source,Cost\n2026-10-01,VK,10.50\n2026-10-02,VK,7\n',
  },
  'spend alone, without days': { 'spend.csv': 'Source,Spend\nVK,10.50\nGoogle,20\n' },
  'spend of nobody in particular': { 'spend.csv': 'Date,Campaign,Spend\n2026-10-01,a,10.50\n2026-10-02,b,20\n' },
  'leads alone, without statuses': { 'leads.csv': 'Lead ID,Created\n1,2026-10-01\n2,2026-10-02\n' },
};
