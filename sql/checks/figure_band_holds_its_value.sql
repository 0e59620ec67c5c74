-- The band of a figure fits its bound and holds its value.
select
    figure.figure_id,
    figure.bound,
    figure.value,
    figure.value_low,
    figure.value_high
from core.figure as figure
where
    figure.value < figure.value_low
    or figure.value > figure.value_high
    or figure.value_low > figure.value_high
    or (figure.value_low is null and figure.value_high is null)
    or (figure.bound in ('exact', 'approx') and (figure.value is null or figure.value_low is null or figure.value_high is null))
    or (figure.bound = 'at_least' and (figure.value_low is null or figure.value_high is not null))
    or (figure.bound = 'at_most' and (figure.value_high is null or figure.value_low is not null))
    or (figure.bound = 'range' and (figure.value is not null or figure.value_low is null or figure.value_high is null))
    or (figure.bound = 'vague' and figure.value is not null)
