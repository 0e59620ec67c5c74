-- A change, share or ratio says what it refers to, and a level refers to nothing.
select
    figure.figure_id,
    figure.statistic,
    figure.base_indicator
from core.figure as figure
where (figure.statistic = 'level') = (figure.base_indicator is not null) and figure.subject <> 'policy'
