// Writes the documents of JavaScript's tools: roadmap.py | node make.mjs FOLDER
import fs from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(`${process.cwd()}/`);
const ExcelJS = require("exceljs");
const Styled = require("xlsx-js-style");
const docx = require("docx");
const Pptx = require("pptxgenjs");
const JSZip = require("jszip");

const folder = process.argv[2];
const { town, halves, phases, colours } = JSON.parse(fs.readFileSync(0));
const halfYear = ([year, half]) => `${half === 1 ? "Kevät" : "Syksy"} ${year}`;

// The phases of a plan with the half-years from which to which, "." for none.
function bars(plan) {
  const found = [];
  for (let start = 0, end = 1; end <= plan.length; end++) {
    if (plan[end] !== plan[start]) {
      found.push([plan[start], start, end]);
      start = end;
    }
  }
  return found;
}

async function exceljs() {
  const book = new ExcelJS.Workbook();
  const fill = (colour) => ({ type: "pattern", pattern: "solid", fgColor: { argb: `FF${colour}` } });
  const legend = book.addWorksheet("Selitteet");
  legend.getCell("A1").value = "Värien selitys";
  Object.entries(phases).forEach(([sign, phase], number) => {
    legend.getCell(3 + number, 1).fill = fill(colours[sign]);
    legend.getCell(3 + number, 2).value = phase;
  });
  for (const goal of town) {
    const sheet = book.addWorksheet(`Tavoite ${goal.number}`);
    sheet.mergeCells("A1:K1");
    sheet.getCell("A1").value = {
      richText: [{ font: { bold: true }, text: `Tavoite ${goal.number}: ` }, { text: goal.title }],
    };
    ["Toimenpide", "Vastuutaho", "Toimiala", "Sisäinen tunnus"].forEach((head, at) => {
      sheet.mergeCells(3, at + 1, 4, at + 1);
      sheet.getCell(3, at + 1).value = head;
    });
    [2026, 2027, 2028].forEach((year, at) => {
      sheet.mergeCells(3, 5 + 2 * at, 3, 6 + 2 * at);
      sheet.getCell(3, 5 + 2 * at).value = year;
      sheet.getCell(4, 5 + 2 * at).value = "K";
      sheet.getCell(4, 6 + 2 * at).value = "S";
    });
    sheet.mergeCells("K3:K4");
    sheet.getCell("K3").value = "Mahd. lisätietoa";
    sheet.getColumn(4).hidden = true;
    let row = 5;
    for (const group of goal.groups) {
      sheet.mergeCells(row, 1, row, 11);
      sheet.getCell(row, 1).value = group.title;
      sheet.getCell(row, 1).fill = fill("DDDDDD");
      row++;
      for (const measure of group.measures) {
        const [first, ...rest] = measure.title.split(" ");
        sheet.getCell(row, 1).value = {
          richText: [{ text: `${first} ` }, { font: { italic: true }, text: rest.join(" ") }],
        };
        sheet.getCell(row, 2).value = measure.responsible;
        sheet.getCell(row, 3).value = measure.sector;
        sheet.getCell(row, 4).value = `T${row}`;
        [...measure.plan].forEach((sign, at) => {
          if (sign !== ".") sheet.getCell(row, 5 + at).fill = fill(colours[sign]);
        });
        sheet.getCell(row, 11).value = measure.notes || null;
        if (row === 7) sheet.getCell(row, 6).note = "Onko tämä varmasti jo syksyllä?";
        row++;
      }
    }
  }
  await book.xlsx.writeFile(`${folder}/exceljs-valilehdet.xlsx`);
}

function sheetjs() {
  const cell = (text, colour, bold) => ({
    v: text,
    t: "s",
    s: { font: { bold }, ...(colour && { fill: { patternType: "solid", fgColor: { rgb: colour } } }) },
  });
  const rows = [[cell("Digitiekartta 2026–2028")], []];
  const times = halves.map(([year, half]) => `${half === 1 ? "kevät" : "syksy"} -${year % 100}`);
  rows.push(["Toimenpide", "Päävastuu", "Muut toimijat", ...times].map((head) => cell(head, "333F4F")));
  for (const goal of town) {
    rows.push(["", "", "", "", "", "", "", "", ""].map((empty, at) => cell(at ? empty : goal.title, "8497B0")));
    for (const group of goal.groups) {
      rows.push([cell(group.title, undefined, true)]);
      for (const measure of group.measures) {
        const painted = [...measure.plan].map((sign) => cell("", colours[sign]));
        rows.push([cell(measure.title), cell(measure.responsible), cell(""), ...painted]);
      }
    }
  }
  const legend = Object.entries(phases).map(([sign, phase]) => cell(phase, colours[sign]));
  rows.push([], [cell("Värikoodit:"), ...legend]);
  const book = Styled.utils.book_new();
  Styled.utils.book_append_sheet(book, Styled.utils.aoa_to_sheet(rows), "Sheet1");
  Styled.writeFile(book, `${folder}/sheetjs-tasot.xlsx`, { compression: true });
}

const text = (words, more = {}) => new docx.Paragraph({ ...more, children: [new docx.TextRun(words)] });
const shade = (colour) => ({
  shading: { type: docx.ShadingType.CLEAR, fill: colour, color: "auto" },
});
const cell = (content, more = {}) =>
  new docx.TableCell({
    children: [content].flat().map((one) => (typeof one === "string" ? text(one) : one)),
    ...more,
  });

async function docxHeadings() {
  const legend = Object.entries(phases).flatMap(([sign, phase]) => [
    new docx.TextRun({ text: ` ${phase} `, ...shade(colours[sign]) }),
    new docx.TextRun("  "),
  ]);
  const parts = [
    text("Digitiekartta 2026–2028", { heading: docx.HeadingLevel.TITLE }),
    text("Tiekartta hyväksyttiin johtoryhmässä. Kevät 2026 on ensimmäinen puolivuosi."),
    new docx.Paragraph({ children: [new docx.TextRun("Värien selitys: "), ...legend] }),
  ];
  const heads = ["Toimenpide", "Vastuutaho", "Toimiala", ...halves.map(halfYear), "Lisätiedot"];
  for (const goal of town) {
    const heading = { heading: docx.HeadingLevel.HEADING_1, pageBreakBefore: goal.number > 1 };
    parts.push(text(`Tavoite ${goal.number}: ${goal.title}`, heading));
    parts.push(text("Tavoitteen kuvaus kerrotaan tässä parilla virkkeellä."));
    for (const group of goal.groups) {
      parts.push(text(group.title, { heading: docx.HeadingLevel.HEADING_2 }));
      const rows = group.measures.map((measure) => {
        const title = [new docx.TextRun({ text: measure.title, bold: true })];
        if (measure.title.startsWith("Tekoälyagen")) title.push(new docx.FootnoteReferenceRun(1));
        const parties = measure.responsible.split(", ");
        return [
          cell(new docx.Paragraph({ children: title })),
          cell(parties.map((party) => text(party, { bullet: { level: 0 } }))),
          cell(measure.sector),
          ...[...measure.plan].map((sign) => cell("", sign === "." ? {} : shade(colours[sign]))),
          cell(measure.notes),
        ];
      });
      const head = heads.map((one) => cell(one, shade("E7E6E6")));
      parts.push(
        new docx.Table({
          rows: [
            new docx.TableRow({ tableHeader: true, children: head }),
            ...rows.map((children) => new docx.TableRow({ cantSplit: true, children })),
          ],
        }),
        text(""),
      );
    }
  }
  const document = new docx.Document({
    footnotes: { 1: { children: [text("Kokeilun rahoittaa kunta.")] } },
    sections: [
      {
        headers: { default: new docx.Header({ children: [text("Esimerkkilän kunta – luonnos")] }) },
        children: parts,
      },
    ],
  });
  fs.writeFileSync(`${folder}/docx-otsikot.docx`, await docx.Packer.toBuffer(document));
}

async function docxMerged() {
  const begin = { verticalMerge: docx.VerticalMergeType.RESTART };
  const goOn = { verticalMerge: docx.VerticalMergeType.CONTINUE };
  const rows = [
    [
      ...["Tavoite", "Toimenpide", "Vastuuhenkilö"].map((head) => cell(head, begin)),
      ...["2026", "2027", "2028"].map((year) => cell(year, { columnSpan: 2 })),
    ],
    [
      ...["", "", ""].map((head) => cell(head, goOn)),
      ...halves.map(([, half]) => cell(half === 1 ? "kevät" : "syksy")),
    ],
  ];
  for (const goal of town) {
    goal.groups.forEach((group, number) => {
      const title = number === 0 ? `${goal.number}. ${goal.title}` : "";
      const bold = new docx.Paragraph({ children: [new docx.TextRun({ text: group.title, bold: true })] });
      rows.push([
        cell(title, number === 0 ? begin : goOn),
        cell(bold, { columnSpan: 8, ...shade("F2F2F2") }),
      ]);
      for (const measure of group.measures) {
        const planned = bars(measure.plan).flatMap(([sign, start, end]) =>
          sign === "."
            ? Array.from({ length: end - start }, () => cell(""))
            : [cell("", { columnSpan: end - start, ...shade(colours[sign]) })],
        );
        rows.push([cell("", goOn), cell(measure.title), cell(measure.responsible), ...planned]);
      }
    });
  }
  const legend = Object.entries(phases).map(([sign, phase]) => cell(phase, shade(colours[sign])));
  const table = (lines) =>
    new docx.Table({ rows: lines.map((children) => new docx.TableRow({ children })) });
  const document = new docx.Document({
    sections: [
      {
        children: [
          text("Liite 1. Digitiekartan toimenpiteet"),
          table(rows),
          text(""),
          text("Selitteet"),
          table([legend]),
        ],
      },
    ],
  });
  fs.writeFileSync(`${folder}/docx-yhdistetyt.docx`, await docx.Packer.toBuffer(document));
}

async function pptxgenjs() {
  const deck = new Pptx();
  deck.layout = "LAYOUT_WIDE";
  for (const goal of town.slice(0, 2)) {
    const slide = deck.addSlide();
    slide.addText(`${goal.number}. ${goal.title}`, { x: 0.3, y: 0.1, w: 4.5, h: 0.5 });
    Object.entries(phases).forEach(([sign, phase], number) => {
      const place = { x: 5 + 2.5 * number, y: 0.15, w: 2.3, h: 0.35 };
      slide.addText(phase, { shape: "roundRect", ...place, fill: { color: colours[sign] } });
    });
    const measures = goal.groups.flatMap((group) => group.measures);
    const heads = halves.map(([year, half]) => `${half === 1 ? "K" : "S"}${year}`);
    const rows = measures.map(({ title, responsible }) => [title, responsible, "", "", "", "", "", ""]);
    slide.addTable(
      [["Toimenpide", "Vastuu", ...heads], ...rows].map((row) => row.map((one) => ({ text: one }))),
      {
        x: 0.3,
        y: 0.8,
        colW: [4, 2.6, 1, 1, 1, 1, 1, 1],
        rowH: Array(rows.length + 1).fill(0.55),
        fontSize: 9,
      },
    );
    measures.forEach((measure, number) => {
      for (const [sign, start, end] of bars(measure.plan)) {
        if (sign === ".") continue;
        const y = 0.8 + 0.55 * (number + 1) + 0.12;
        const place = { x: 6.95 + start, y, w: end - start - 0.1, h: 0.3 };
        slide.addShape("rightArrow", { ...place, fill: { color: colours[sign] } });
      }
    });
  }
  // PptxGenJS does not pack what it writes into a file.
  const written = await JSZip.loadAsync(await deck.write({ outputType: "nodebuffer" }));
  const data = await written.generateAsync({ type: "nodebuffer", compression: "DEFLATE" });
  fs.writeFileSync(`${folder}/pptxgenjs-nuolet.pptx`, data);
}

await exceljs();
sheetjs();
await docxHeadings();
await docxMerged();
await pptxgenjs();
