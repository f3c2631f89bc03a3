/**
 * Tells by its shape whether a statement can change at most one row, with any data: an insert of one row, or a change
 * of the row with one id. PostgreSQL runs such a statement without a transaction when it is alone in its unit. Its row
 * count can then only be wrong by being 0, and a statement with the count 0 has changed nothing. A statement that is
 * not recognised here gets a transaction.
 */
import {
  AndNode,
  BinaryOperationNode,
  ColumnNode,
  DeleteQueryNode,
  InsertQueryNode,
  type OperationNode,
  OperatorNode,
  ParensNode,
  ReferenceNode,
  type RootOperationNode,
  SelectQueryNode,
  TableNode,
  UpdateQueryNode,
  ValueNode,
  ValuesNode,
} from 'kysely'

/** The primary key of these tables is `id` together with another column. */
const tablesWithoutUniqueId: readonly string[] = ['sign_ins', 'sign_in_traces', 'events', 'schema_migrations']

export function changesOneRowAtMost(query: RootOperationNode): boolean {
  if (InsertQueryNode.is(query)) {
    const { values } = query
    if (values === undefined) return false
    if (ValuesNode.is(values)) return values.values.length === 1
    return SelectQueryNode.is(values) && selectsOneRowAtMost(values)
  }
  if (UpdateQueryNode.is(query)) {
    return query.from === undefined && query.joins === undefined && isOneRow([query.table], query.where?.where)
  }
  if (DeleteQueryNode.is(query)) {
    return query.using === undefined && query.joins === undefined && isOneRow(query.from.froms, query.where?.where)
  }
  return false
}

function selectsOneRowAtMost(query: SelectQueryNode): boolean {
  return query.joins === undefined && isOneRow(query.from?.froms ?? [], query.where?.where)
}

/** Tells whether the condition matches only the row with one given id of one table. */
function isOneRow(tables: readonly (OperationNode | undefined)[], where: OperationNode | undefined): boolean {
  const [table] = tables
  if (tables.length !== 1 || table === undefined || !TableNode.is(table) || where === undefined) return false
  const name = table.table.identifier.name
  return !tablesWithoutUniqueId.includes(name) && namesId(name, where)
}

function namesId(table: string, where: OperationNode): boolean {
  if (ParensNode.is(where)) return namesId(table, where.node)
  if (AndNode.is(where)) return namesId(table, where.left) || namesId(table, where.right)
  if (!BinaryOperationNode.is(where)) return false
  const { leftOperand, operator, rightOperand } = where
  if (!OperatorNode.is(operator) || operator.operator !== '=') return false
  if (!ValueNode.is(rightOperand) || !ReferenceNode.is(leftOperand) || !ColumnNode.is(leftOperand.column)) return false
  const of = leftOperand.table?.table.identifier.name
  return leftOperand.column.column.name === 'id' && (of === undefined || of === table)
}
