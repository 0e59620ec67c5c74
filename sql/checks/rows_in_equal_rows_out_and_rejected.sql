-- At every hop of every source, rows in equal rows out plus rejected rows.
select *
from ops.reconciliation as reconciliation
where reconciliation.rows_in <> reconciliation.rows_out + reconciliation.rows_rejected
