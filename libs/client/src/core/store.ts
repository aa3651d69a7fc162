import { createStore as createVanillaStore, type StoreApi } from 'zustand/vanilla';

/** The read side of a store: state lives outside React, is immutable, and changes only through its owner's methods. */
export interface Store<T> {
  getState(): T;
  /** The state at creation; what a server render shows. */
  getInitialState(): T;
  /** Calls the listener after every change; returns the function that ends it. */
  subscribe(listener: (state: T, previous: T) => void): () => void;
}

/** The owner's side. */
export type WritableStore<T> = StoreApi<T>;

export function createStore<T>(initial: T): WritableStore<T> {
  return createVanillaStore<T>(() => initial);
}

/** The three functions of `Store`, to be spread into an object that adds methods. */
export function readSide<T>(store: WritableStore<T>): Store<T> {
  return { getState: store.getState, getInitialState: store.getInitialState, subscribe: store.subscribe };
}
