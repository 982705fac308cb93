import { text as words } from '../../model/text.js';
import { defineSource, id, moment, text } from '../define-source.js';
import { at, lost } from './crm-words.js';

// Meta Business Suite → Leads Center → Download
//
// A small CRM for the leads of Meta's own forms: it has stages, but no lead IDs. So its rows are not read as leads by
// themselves: beside the download of the forms, or a CRM that received these leads, each would count twice, and nothing
// in the file tells. People who have no other export of them say so in the configuration. `Source` is Paid or Organic,
// which is no source, and there is no campaign. Dates follow the user's language.
export const metaLeadsCenter = defineSource({
  name: 'meta-leads',
  title: 'Meta Leads Center',
  where: words('Meta Business Suite → Leads Center → Download', 'Meta Business Suite → Центр лидов → Скачать'),
  exports: [
    {
      table: 'crm',
      required: [
        'status',
        'created_at',
        /^(?:Channel|Labels)$/i,
        /^(?:(?:Secondary )?phone number(?: \(recommended\))?|Email address)$/i,
      ],
      // A file with IDs is somebody's own list.
      absent: [/^(?:lead[ _]?)?id$/iu],
      withoutIds: (place) =>
        words(
          `Meta's Leads Center gives no lead IDs, so beside a CRM or the download of the forms each lead would count twice: leave it out; or, where it is the only export of these leads, in funnel.yaml:
files:
  - {${place}, format: meta-leads, columns: {lead_id: $row}, set: {source: Meta Ads}}`,
          `в выгрузке «Центра лидов» Meta нет ID, и рядом с CRM или выгрузкой форм каждый лид посчитался бы дважды: уберите её; а если других выгрузок этих лидов нет, то в funnel.yaml:
files:
  - {${place}, format: meta-leads, columns: {lead_id: $row}, set: {source: Meta Ads}}`,
        ),
      fields: {
        lead_id: id('Lead ID'),
        created_at: moment('Created'),
        status: text('Stage'),
        manager: text('Owner'),
      },
    },
  ],
  statuses: {
    Intake: at('lead'),
    Qualified: at('qualified'),
    Converted: at('deal'),
    Lost: lost,
  },
});
