import type { Source } from '../define-source.js';
import { amazon } from './amazon.js';
import { apple } from './apple.js';
import { avito } from './avito.js';
import { ga4 } from './ga4.js';
import { google } from './google.js';
import { linkedin } from './linkedin.js';
import { meta } from './meta.js';
import { microsoft } from './microsoft.js';
import { mytarget } from './mytarget.js';
import { ozon } from './ozon.js';
import { pinterest } from './pinterest.js';
import { reddit } from './reddit.js';
import { snapchat } from './snapchat.js';
import { telegram } from './telegram.js';
import { tiktok } from './tiktok.js';
import { vk } from './vk.js';
import { wildberries } from './wildberries.js';
import { x } from './x.js';
import { yandexDirect } from './yandex-direct.js';
import { yandexMetrica } from './yandex-metrica.js';

/** Every known ad platform, then web analytics. Adding one: its file, and a line here. */
export const ADS: readonly Source[] = [
  google,
  yandexDirect,
  vk,
  meta,
  mytarget,
  tiktok,
  linkedin,
  microsoft,
  x,
  pinterest,
  snapchat,
  reddit,
  apple,
  amazon,
  avito,
  telegram,
  ozon,
  wildberries,
  ga4,
  yandexMetrica,
];
