// Reads a Parquet file with DuckDB and an Arrow stream with Apache Arrow, and prints what each found.
import {readFileSync} from 'node:fs';
import {DuckDBInstance} from '@duckdb/node-api';
import {tableFromIPC} from 'apache-arrow';

const [parquet, arrow, example] = process.argv.slice(2);
const found = {};
const connection = await (await DuckDBInstance.create(':memory:')).connect();
const ask = async (sql) => (await connection.runAndReadAll(sql.replace('FILE', `'${parquet}'`))).getRowsJson();
found.types = await ask('SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM FILE)');
found.sums = await ask(
  "SELECT count(*), count(pressure), sum(count)::BIGINT, sum(pressure), count(DISTINCT name), min(epoch_us(time)), max(epoch_us(time)), count(*) FILTER (flag) FROM FILE");
found.pushed = await ask("SELECT count(*) FROM FILE WHERE name = 'device-7' AND count >= 1000");
found.metadata = await ask(
  "SELECT decode(key), decode(value) FROM parquet_kv_metadata(FILE) WHERE decode(key) <> 'ARROW:schema' ORDER BY 1");
found.groups = await ask('SELECT count(DISTINCT row_group_id) FROM parquet_metadata(FILE)');

found.example = await ask(readFileSync(example, 'utf8'));

const table = tableFromIPC(readFileSync(arrow));
const pressure = table.getChild('pressure');
let sum = 0;
let present = 0;
for (const value of pressure) {
  if (value !== null) {
    sum += value;
    present++;
  }
}
found.arrow = {
  rows: table.numRows,
  present,
  sum,
  unit: table.schema.fields[2].metadata.get('unit'),
  time: String(table.schema.fields[4].type),
  question: table.schema.metadata.get('rivulet.question'),
  lastName: table.getChild('name').get(table.numRows - 1),
  flags: [...table.getChild('flag')].filter((flag) => flag).length,
};
console.log(JSON.stringify(found, (key, value) => (typeof value === 'bigint' ? Number(value) : value)));
