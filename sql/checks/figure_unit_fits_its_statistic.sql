-- Shares and relative changes are in percent, and nothing else is.
select
    figure.figure_id,
    figure.statistic,
    figure.unit
from core.figure as figure
where (figure.statistic in ('change_pct', 'share_pct')) <> (figure.unit = 'percent')
