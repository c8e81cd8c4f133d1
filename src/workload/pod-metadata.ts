import { type ApiObject, ApiObjectMetadataDefinition } from 'cdk8s';
import { sortedByKey } from '../text/by-code-unit';

type Texts = Record<string, string>;

/**
 * The metadata of pods. cdk8s-plus would add a label made from the construct path, so that moving a construct would
 * restart its pods.
 *
 * It writes labels and annotations that are strings without the resolvers of cdk8s. If there is something to resolve,
 * these run over the whole Deployment anyway.
 */
export class PodMetadata extends ApiObjectMetadataDefinition {
  readonly #labels: Texts;
  readonly #annotations: Texts;
  /** Whether there are only labels and annotations whose values are strings. */
  #isPlain = true;

  constructor(apiObject: ApiObject, labels: Texts, annotations: Texts) {
    // cdk8s deletes the object from its options. V8 would make them a slow dictionary if it weren't the last field.
    super({ labels, annotations, apiObject });
    this.#labels = labels;
    this.#annotations = annotations;
  }

  public override addLabel(key: string, value: string): void {
    super.addLabel(key, value);
    this.#addText(this.#labels, key, value);
  }

  public override addAnnotation(key: string, value: string): void {
    super.addAnnotation(key, value);
    this.#addText(this.#annotations, key, value);
  }

  public override addFinalizers(...finalizers: Parameters<ApiObjectMetadataDefinition['addFinalizers']>): void {
    super.addFinalizers(...finalizers);
    this.#isPlain = false;
  }

  public override addOwnerReference(owner: Parameters<ApiObjectMetadataDefinition['addOwnerReference']>[0]): void {
    super.addOwnerReference(owner);
    this.#isPlain = false;
  }

  public override add(key: string, value: unknown): void {
    super.add(key, value);
    this.#isPlain = false;
  }

  public override toJson(): unknown {
    if (!this.#isPlain) return super.toJson() as unknown;
    return { ...written('annotations', this.#annotations), ...written('labels', this.#labels) };
  }

  #addText(texts: Texts, key: string, value: unknown): void {
    if (typeof value === 'string') texts[key] = value;
    else this.#isPlain = false;
  }
}

function written(field: string, texts: Texts): Record<string, Texts> {
  return Object.keys(texts).length === 0 ? {} : { [field]: sortedByKey(texts) };
}
