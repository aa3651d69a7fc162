import { getMetadataStorage, type MetadataStorage } from 'class-validator';

type Metadata = ReturnType<MetadataStorage['getTargetValidationMetadatas']>;

/**
 * class-validator looks through the rules of all classes for each object that it checks, which costs more than the check. What the rules
 * of a class are is settled once it is loaded, so here they are looked up once.
 */
export function rememberRules(storage = getMetadataStorage()): void {
  const lookUp = storage.getTargetValidationMetadatas.bind(storage);
  /** By class, and by the name of the class in whose field the object is. */
  const known = new Map<unknown, Map<string, Metadata>>();
  storage.getTargetValidationMetadatas = (target, within, always, strictGroups, groups) => {
    if (always || strictGroups || groups?.length) return lookUp(target, within, always, strictGroups, groups);
    const ofClass = known.get(target) ?? new Map<string, Metadata>();
    known.set(target, ofClass);
    const rules = ofClass.get(within) ?? lookUp(target, within, always, strictGroups, groups);
    ofClass.set(within, rules);
    return rules;
  };
}
