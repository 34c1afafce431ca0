import type { ConsentRecord } from '../consentRecord';
import type { ConsentTexts } from '../consentTexts';
import type { NumberText } from '../numberText';
import { chosenMatters, ownQuestions, saidBack } from '../printedParts';
import { lineHeight, type Sheet } from './sheet';

/** Points. */
const margin = 37;
/** Between parts of one line. A wider gap would be taken for columns, which are copied in the wrong order from the right. */
const between = ' · ';

/** Lays out one sheet at one body size, from the top down. */
export class ConsentLayout {
  private y = margin;
  private readonly start = margin;
  private readonly width: number;

  constructor(
    private readonly sheet: Sheet,
    private readonly texts: ConsentTexts,
    private readonly record: ConsentRecord,
    private readonly body: number,
  ) {
    this.width = sheet.width - 2 * margin;
  }

  /** Whether the page's content ends above its footer. */
  page(number: number, printedAt: string): boolean {
    this.header();
    if (number === 1) this.choices();
    else this.numbers();
    return this.y <= this.footer(number, printedAt) - 4;
  }

  private header(): void {
    const { identity, status } = this.texts;
    this.say(identity.join(between), { size: 9, bold: true });
    this.say(status, { size: 9, bold: true });
    this.y += 2;
    this.sheet.rule(this.start, this.y, this.start + this.width, this.y);
    this.y += 4;
  }

  /** Stands at the foot of the sheet; returns where it begins. */
  private footer(number: number, printedAt: string): number {
    const { record, printed, mayChange, page } = this.texts;
    const lines = [record, [printed(printedAt), mayChange, page(number, 2)]].map((parts) => parts.join(between));
    const height = 4 * 9 * lineHeight + 6;
    const start = this.sheet.height - margin - height;
    this.sheet.rule(this.start, start, this.start + this.width, start);
    let at = start + 4;
    for (const line of lines) at = this.sheet.paragraph(line, this.start, at, this.width, { size: 9 });
    return start;
  }

  private choices(): void {
    const { title, matters, options, unknown, more } = this.texts;
    this.say(title, { size: this.body * 1.4, bold: true });
    this.y += 4;
    const top = this.y;
    this.y += 5;
    const inset = 8;
    this.heading(matters.title, inset, 0);
    const chosen = chosenMatters(this.texts, this.record);
    if (chosen.length === 0) this.say(matters.none, { size: this.body }, inset);
    this.list(chosen, inset);
    this.y += 5;
    this.sheet.box(this.start, top, this.width, this.y - top, false);
    this.heading(options.title);
    this.say(options.intro, { size: this.body });
    this.y += 4;
    this.columns(options.columns);
    this.say(options.both, { size: this.body });
    this.heading(unknown.title);
    this.list([...unknown.items, ...more.items]);
  }

  private columns(columns: ConsentTexts['options']['columns']): void {
    const gap = 10;
    const inset = 7;
    const width = (this.width - gap) / columns.length;
    const top = this.y;
    const ends = columns.map(({ title, what, halves }, i) => {
      const x = this.start + i * (width + gap) + inset;
      const wide = width - 2 * inset;
      let at = this.sheet.paragraph(title, x, top + 4, wide, { size: this.body * 1.05, bold: true });
      at = this.sheet.paragraph(what, x, at, wide, { size: this.body });
      for (const half of halves) {
        at = this.sheet.paragraph(half.title, x, at + 3, wide, { size: this.body, bold: true });
        for (const item of half.items) at = this.bullet(item, x, at, wide);
      }
      return at + 5;
    });
    const end = Math.max(...ends);
    columns.forEach((_, i) => {
      this.sheet.box(this.start + i * (width + gap), top, width, end - top, false);
    });
    this.y = end + 4;
  }

  private numbers(): void {
    const { number, averages, teachBack, questions, joined } = this.texts;
    const { record } = this;
    const averagesShown = record.averageShown || number.kind === 'abstention';
    this.heading(number.title);
    if (number.kind === 'abstention') this.say(joined(number.sentences), { size: this.body });
    else this.estimate(number);
    if (averagesShown) {
      this.heading(averages.title);
      this.say(joined(averages.sentences), { size: this.body });
    }
    this.heading(teachBack.title);
    this.say(teachBack.prompt, { size: this.body });
    const said = saidBack(this.texts, record);
    if (said) this.say(said, { size: this.body });
    else this.writingLines(averagesShown ? 1 : 2);
    this.heading(questions.title);
    this.list(questions.items);
    this.say(questions.own, { size: this.body, bold: true });
    if (record.ownQuestions) this.say(ownQuestions(record), { size: this.body });
    this.writingLines(record.ownQuestions ? 0 : averagesShown ? 2 : 3);
  }

  /** Sentence and picture side by side; both frames at one size (R3, R4). */
  private estimate({ lead, frames, array, range, after }: Extract<NumberText, { kind: 'estimate' }>): void {
    this.say(lead, { size: this.body });
    const [gap, side] = [18, 165];
    const top = this.y;
    const wide = this.width - gap - side;
    let at = top;
    for (const { figure, sentence } of frames ?? []) {
      at = this.sheet.paragraph(figure, this.start, at + 2, wide, { size: this.body * 1.9, bold: true });
      at = this.sheet.paragraph(sentence, this.start, at, wide, { size: this.body });
    }
    at = this.sheet.paragraph(this.texts.joined(range.sentences), this.start, at + 4, wide, { size: this.body });
    const x = this.start + wide + gap;
    let picture = top + 2;
    if (array) {
      picture = this.people(array.count, x, picture, side);
      for (const [filled, legend] of [
        [true, array.withLegend],
        [false, array.withoutLegend],
      ] as const) {
        const mark = this.body * 0.62;
        if (filled) this.sheet.box(x, picture + this.body * 0.4, mark, mark, true);
        else this.sheet.circle(x + mark / 2, picture + this.body * 0.4 + mark / 2, mark / 2);
        picture = this.sheet.paragraph(legend, x + mark * 1.7, picture, side - mark * 1.7, { size: this.body * 0.9 });
      }
    }
    picture = this.ruler(range.lowCount, range.highCount, x, picture + 8, side);
    this.y = Math.max(at, picture) + 4;
    this.say(this.texts.joined(after), { size: this.body });
  }

  /** 100 people, filled from the bottom row and from the side where lines begin (R4). */
  private people(count: number, x: number, y: number, side: number): number {
    const cell = side / 10;
    for (let person = 0; person < 100; person += 1) {
      const [cx, cy] = [x + ((person % 10) + 0.5) * cell, y + (9.5 - Math.floor(person / 10)) * cell];
      if (person < count) this.sheet.box(cx - cell * 0.36, cy - cell * 0.36, cell * 0.72, cell * 0.72, true);
      else this.sheet.circle(cx, cy, cell * 0.32);
    }
    return y + side + 4;
  }

  /** Zero stands left in every language: a scale is drawn so where text is written from the right too. */
  private ruler(low: number, high: number, x: number, y: number, side: number): number {
    const fromRight = this.sheet.direction === 'rtl';
    const at = (count: number) => x + 6 + ((fromRight ? 100 - count : count) / 100) * (side - 12);
    this.sheet.rule(at(0), y, at(100), y);
    this.sheet.box(at(fromRight ? high : low), y - 4, Math.max(1.5, Math.abs(at(high) - at(low))), 8, true);
    for (const tick of [0, 50, 100]) {
      this.sheet.rule(at(tick), y - 3, at(tick), y + 3);
      const label = String(tick);
      this.sheet.text(label, at(tick) - this.sheet.widthOf(label, 8) / 2, y + 4, { size: 8 });
    }
    return y + 4 + 8 * lineHeight;
  }

  private heading(text: string, inset = 0, above = 7): void {
    this.y += above;
    this.say(text, { size: this.body * 1.12, bold: true }, inset);
  }

  private say(text: string, style: { readonly size: number; readonly bold?: boolean }, inset = 0): void {
    this.y = this.sheet.paragraph(text, this.start + inset, this.y, this.width - 2 * inset, style);
  }

  private list(items: readonly string[], inset = 0): void {
    for (const item of items) this.y = this.bullet(item, this.start + inset, this.y, this.width - 2 * inset);
  }

  private bullet(text: string, x: number, y: number, width: number): number {
    this.sheet.text('•', x + 1, y, { size: this.body });
    return this.sheet.paragraph(text, x + this.body * 0.9, y, width - this.body * 0.9, { size: this.body });
  }

  private writingLines(count: number): void {
    for (let line = 0; line < count; line += 1) {
      this.y += 20;
      this.sheet.rule(this.start, this.y, this.start + this.width, this.y, 0.4);
    }
    this.y += 4;
  }
}
