// The word itself lives in the model: intake asks the same question of headings and formats.
export { nearest } from '../model/nearest.js';
