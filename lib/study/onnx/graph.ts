import { Message } from './protobuf';

/** Attribute of a node: an integer, a list of integers, floats or strings, or a text. */
export type Attribute =
  | { readonly int: number }
  | { readonly ints: readonly number[] }
  | { readonly floats: readonly number[] }
  | { readonly text: string }
  | { readonly texts: readonly string[] };

export type Dimension = number | string;

interface Value {
  readonly name: string;
  readonly type: 'float' | 'int64';
  readonly dims: readonly Dimension[];
}

/** TensorProto.DataType. */
export const elementTypes = { float: 1, int64: 7, double: 11 } as const;
const attributeTypes = { int: 2, text: 3, floats: 6, ints: 7, texts: 8 } as const;
const irVersion = 7;

/**
 * Writes an ONNX file (onnx.proto, IR version 7) without any library. Nodes are added in the order in which they run;
 * each call returns the name of the node's first output.
 */
export class OnnxGraph {
  private readonly nodes: Message[] = [];
  private readonly constants: Message[] = [];
  private readonly names = new Map<string, number>();

  /** @param opsets by domain; '' is the standard one. */
  constructor(
    private readonly name: string,
    private readonly opsets: Readonly<Record<string, number>>,
  ) {}

  floats(name: string, dims: readonly number[], values: ArrayLike<number>): string {
    const data = Float32Array.from(values);
    return this.constant(name, dims, elementTypes.float, data.length, new Uint8Array(data.buffer));
  }

  doubles(name: string, dims: readonly number[], values: ArrayLike<number>): string {
    const data = Float64Array.from(values);
    return this.constant(name, dims, elementTypes.double, data.length, new Uint8Array(data.buffer));
  }

  integers(name: string, values: readonly number[]): string {
    const data = BigInt64Array.from(values.map(BigInt));
    return this.constant(name, [values.length], elementTypes.int64, data.length, new Uint8Array(data.buffer));
  }

  node(
    type: string,
    inputs: readonly string[],
    options: {
      readonly attributes?: Readonly<Record<string, Attribute>>;
      readonly outputs?: readonly string[];
      readonly domain?: string;
    } = {},
  ): string {
    const outputs = options.outputs ?? [this.unique(type)];
    const node = new Message();
    for (const input of inputs) node.text(1, input);
    for (const output of outputs) node.text(2, output);
    node.text(3, this.unique(`${type}_node`)).text(4, type);
    for (const [key, attribute] of Object.entries(options.attributes ?? {}))
      node.message(5, attributeMessage(key, attribute));
    if (options.domain) node.text(7, options.domain);
    this.nodes.push(node);
    return outputs[0];
  }

  encode(inputs: readonly Value[], outputs: readonly Value[]): Uint8Array {
    const graph = new Message()
      .messages(1, this.nodes)
      .text(2, this.name)
      .messages(5, this.constants)
      .messages(11, inputs.map(valueMessage))
      .messages(12, outputs.map(valueMessage));
    const opsets = Object.entries(this.opsets).map(([domain, version]) =>
      new Message().text(1, domain).integer(2, version),
    );
    return new Message().integer(1, irVersion).text(2, 'backcast').message(7, graph).messages(8, opsets).encode();
  }

  private constant(name: string, dims: readonly number[], type: number, count: number, raw: Uint8Array): string {
    if (dims.reduce((product, size) => product * size, 1) !== count)
      throw new RangeError(`${name}: ${count} values for [${dims}]`);
    const unique = this.unique(name);
    const message = new Message();
    for (const size of dims) message.integer(1, size);
    this.constants.push(message.integer(2, type).text(8, unique).bytes(9, raw));
    return unique;
  }

  private unique(name: string): string {
    const count = this.names.get(name) ?? 0;
    this.names.set(name, count + 1);
    return `${name}_${count}`;
  }
}

function attributeMessage(name: string, attribute: Attribute): Message {
  const message = new Message().text(1, name);
  if ('int' in attribute) message.integer(3, attribute.int).integer(20, attributeTypes.int);
  else if ('text' in attribute) message.text(4, attribute.text).integer(20, attributeTypes.text);
  else if ('floats' in attribute) {
    for (const value of attribute.floats) message.float(7, value);
    message.integer(20, attributeTypes.floats);
  } else if ('ints' in attribute) {
    for (const value of attribute.ints) message.integer(8, value);
    message.integer(20, attributeTypes.ints);
  } else {
    for (const value of attribute.texts) message.text(9, value);
    message.integer(20, attributeTypes.texts);
  }
  return message;
}

function valueMessage({ name, type, dims }: Value): Message {
  const shape = new Message().messages(
    1,
    dims.map((dim) => (typeof dim === 'number' ? new Message().integer(1, dim) : new Message().text(2, dim))),
  );
  const tensorType = new Message().integer(1, elementTypes[type]).message(2, shape);
  return new Message().text(1, name).message(2, new Message().message(1, tensorType));
}
