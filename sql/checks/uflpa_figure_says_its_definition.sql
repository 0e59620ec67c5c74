-- A figure on shipments under the UFLPA says whether it counts entries, as before 2026, or lines, as after it.
select
    figure.figure_id,
    figure.indicator,
    figure.period_end,
    figure.definition_version
from core.figure as figure
where
    figure.indicator in ('uflpa_shipments', 'uflpa_shipment_value')
    and (
        coalesce(figure.definition_version, '') not in ('shipments_before_2026', 'lines_since_2026')
        or (figure.period_start >= date '2027-01-01' and figure.definition_version = 'shipments_before_2026')
        or (figure.period_end < date '2026-01-01' and figure.definition_version = 'lines_since_2026')
    )
