"""The occupations of the starter (O*NET-SOC 2019), by field."""

from __future__ import annotations

OCCUPATIONS: dict[str, tuple[str, ...]] = {
    "energy": (
        "11-1011.03",  # Chief Sustainability Officers
        "11-3051.02",  # Geothermal Production Managers
        "11-3051.04",  # Biomass Power Plant Managers
        "11-3051.06",  # Hydroelectric Production Managers
        "11-9199.09",  # Wind Energy Operations Managers
        "11-9199.10",  # Wind Energy Development Managers
        "13-1199.05",  # Sustainability Specialists
        "19-2041.01",  # Climate Change Policy Analysts
        "41-4011.07",  # Solar Sales Representatives and Assessors
        "47-1011.03",  # Solar Energy Installation Managers
        "47-2152.04",  # Solar Thermal Installers and Technicians
        "47-2231.00",  # Solar Photovoltaic Installers
        "47-4011.01",  # Energy Auditors
        "47-4099.03",  # Weatherization Installers and Technicians
        "49-9051.00",  # Electrical Power-Line Installers and Repairers
        "49-9081.00",  # Wind Turbine Service Technicians
        "49-9099.01",  # Geothermal Technicians
        "51-8011.00",  # Nuclear Power Reactor Operators
        "51-8012.00",  # Power Distributors and Dispatchers
        "51-8013.00",  # Power Plant Operators
        "51-8013.03",  # Biomass Plant Technicians
        "51-8013.04",  # Hydroelectric Plant Technicians
        "51-8021.00",  # Stationary Engineers and Boiler Operators
        "51-8031.00",  # Water and Wastewater Treatment Plant and System Operators
        "51-8099.01",  # Biofuels Processing Technicians
    ),
    "construction": (
        "11-9021.00",  # Construction Managers
        "47-1011.00",  # First-Line Supervisors of Construction Trades and Extraction Workers
        "47-2011.00",  # Boilermakers
        "47-2031.00",  # Carpenters
        "47-2061.00",  # Construction Laborers
        "47-2073.00",  # Operating Engineers and Other Construction Equipment Operators
        "47-2081.00",  # Drywall and Ceiling Tile Installers
        "47-2111.00",  # Electricians
        "47-2131.00",  # Insulation Workers, Floor, Ceiling, and Wall
        "47-2132.00",  # Insulation Workers, Mechanical
        "47-2141.00",  # Painters, Construction and Maintenance
        "47-2152.00",  # Plumbers, Pipefitters, and Steamfitters
        "47-2181.00",  # Roofers
        "47-2211.00",  # Sheet Metal Workers
        "47-2221.00",  # Structural Iron and Steel Workers
        "47-3013.00",  # Helpers--Electricians
        "47-3015.00",  # Helpers--Pipelayers, Plumbers, Pipefitters, and Steamfitters
        "47-4011.00",  # Construction and Building Inspectors
        "47-4021.00",  # Elevator and Escalator Installers and Repairers
        "47-4041.00",  # Hazardous Materials Removal Workers
    ),
    "maintenance": (
        "49-1011.00",  # First-Line Supervisors of Mechanics, Installers, and Repairers
        "49-2022.00",  # Telecommunications Equipment Installers and Repairers
        "49-2092.00",  # Electric Motor, Power Tool, and Related Repairers
        "49-2094.00",  # Electrical and Electronics Repairers, Commercial and Industrial Equipment
        "49-2095.00",  # Electrical and Electronics Repairers, Powerhouse, Substation, and Relay
        "49-2098.00",  # Security and Fire Alarm Systems Installers
        "49-9012.00",  # Control and Valve Installers and Repairers, Except Mechanical Door
        "49-9021.00",  # Heating, Air Conditioning, and Refrigeration Mechanics and Installers
        "49-9041.00",  # Industrial Machinery Mechanics
        "49-9044.00",  # Millwrights
        "49-9052.00",  # Telecommunications Line Installers and Repairers
        "49-9071.00",  # Maintenance and Repair Workers, General
        "51-4041.00",  # Machinists
        "51-4121.00",  # Welders, Cutters, Solderers, and Brazers
    ),
    "engineering": (
        "11-9041.00",  # Architectural and Engineering Managers
        "17-2051.00",  # Civil Engineers
        "17-2071.00",  # Electrical Engineers
        "17-2072.00",  # Electronics Engineers, Except Computer
        "17-2081.00",  # Environmental Engineers
        "17-2141.00",  # Mechanical Engineers
        "17-2199.03",  # Energy Engineers, Except Wind and Solar
        "17-2199.08",  # Robotics Engineers
        "17-2199.10",  # Wind Energy Engineers
        "17-2199.11",  # Solar Energy Systems Engineers
        "17-3012.00",  # Electrical and Electronics Drafters
        "17-3023.00",  # Electrical and Electronic Engineering Technologists and Technicians
        "17-3024.00",  # Electro-Mechanical and Mechatronics Technologists and Technicians
    ),
    "computing": (
        "11-3021.00",  # Computer and Information Systems Managers
        "15-1211.00",  # Computer Systems Analysts
        "15-1212.00",  # Information Security Analysts
        "15-1232.00",  # Computer User Support Specialists
        "15-1241.00",  # Computer Network Architects
        "15-1242.00",  # Database Administrators
        "15-1244.00",  # Network and Computer Systems Administrators
        "15-1251.00",  # Computer Programmers
        "15-1252.00",  # Software Developers
        "15-1254.00",  # Web Developers
        "15-1299.04",  # Penetration Testers
        "15-1299.05",  # Information Security Engineers
        "15-1299.07",  # Blockchain Engineers
        "15-1299.08",  # Computer Systems Engineers/Architects
        "15-2051.00",  # Data Scientists
        "15-2051.01",  # Business Intelligence Analysts
    ),
}

ALL: frozenset[str] = frozenset(code for field in OCCUPATIONS.values() for code in field)
