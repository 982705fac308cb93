// Headings that describe how an account, campaign, group or ad is set up, as APIs call them. Such tables have an ID and a
// day of creation too, but their rows are not leads.

/** Settings that nothing but advertising has. */
export const AD_SETTING =
  /^(?:serving[ _]?status|bid(?:ding)?[ _]?strategy(?:[ _]?type)?|(?:total|daily|lifetime)[ _]budget(?:[ _]amount)?(?:[ _]local)?[ _]micro|lifetime[ _]budget|(?:entity|configured|effective|intended)[ _]?status|optimi[sz]ation[ _]?goal|advertising[ _]?channel[ _]?(?:sub)?type|pacing[ _]?delivery[ _]?type|run[ _]?schedule[ _]?(?:start|end)|min[ _]daily[ _]budget)$/i;

/** Further headings in tables of connectors that leads in a CRM may have as well: tags of a click, a time zone. */
const BESIDE_A_CONNECTOR =
  /^(?:ad_?(?:group|set|squad)_id|line_item_id|(?:ad_)?(?:account|advertiser)_(?:id|status)|creative_id|keyword_text|daily_budget(?:_micro)?|approval_status|(?:time_?zone)(?:_name|_id|_switch_at)?|version_tag)$/i;
/** Who a lead is and where it came from, which no account or ad has. */
const OF_A_LEAD = /^(?:e-?mail|phone|first_?name|(?:lead_?|utm_)?source|lead_?(?:id|status))$/i;
const CONNECTOR = /^_(?:fivetran|airbyte|sdc|dlt)_/i;

/** Whether a table says how advertising is set up, by its headings. */
export const areAdSettings = (headings: readonly string[]): boolean =>
  headings.some((heading) => AD_SETTING.test(heading.trim())) ||
  (headings.some((heading) => CONNECTOR.test(heading)) &&
    headings.some((heading) => BESIDE_A_CONNECTOR.test(heading)) &&
    !headings.some((heading) => OF_A_LEAD.test(heading)));
