export { createCallEngine } from './call-engine';
