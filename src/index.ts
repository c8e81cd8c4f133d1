export { Color } from './color';
