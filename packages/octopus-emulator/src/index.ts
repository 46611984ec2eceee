export type { Clock, Timer } from './clock/clock.ts';
export { type VirtualClock, virtualClock } from './clock/virtual-clock.ts';
export { createEmulator, type Emulator, type EmulatorOptions } from './emulator.ts';
export type { State } from './store/store.ts';
