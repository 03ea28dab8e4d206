import type Database from 'libsql';

export type Connection = Database.Database;
export type SqlValue = number | string | null;

/** A prepared query whose rows come as arrays of the selected columns. */
export interface Query<Parameters extends readonly SqlValue[], Row extends readonly SqlValue[]> {
  /** Every row. */
  all(...parameters: Parameters): Row[];
  /** The first row. */
  first(...parameters: Parameters): Row | undefined;
}

export const prepareQuery = <Parameters extends readonly SqlValue[], Row extends readonly SqlValue[]>(
  connection: Connection,
  sql: string,
): Query<Parameters, Row> => {
  const statement = connection.prepare(sql).raw();
  return {
    all: (...parameters) => statement.all(parameters) as unknown as Row[],
    first: (...parameters) => statement.get(parameters) as Row | undefined,
  };
};

/** Runs a prepared statement that writes; answers how many rows it changed. */
export type Write<Parameters extends readonly SqlValue[]> = (...parameters: Parameters) => number;

export const prepareWrite = <Parameters extends readonly SqlValue[]>(
  connection: Connection,
  sql: string,
): Write<Parameters> => {
  const statement = connection.prepare(sql);
  return (...parameters) => statement.run(parameters).changes;
};

/** Runs `work` in one transaction: all of it is on the disk when this returns, or none where it throws. */
export const inTransaction = <Result>(connection: Connection, work: () => Result): Result => {
  connection.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    connection.exec('COMMIT');
    return result;
  } catch (error) {
    // After some errors (a full disk) SQLite has rolled back already, and a second ROLLBACK would hide the cause.
    if (connection.inTransaction) connection.exec('ROLLBACK');
    throw error;
  }
};
